/**
 * What is known about a connection's flow (at rest, in doubt, trusted), and what follows for its options. Isolated
 * loader; changed on the client's network thread and on the agent's.
 *
 * <p>Only the kernel's word counts: what a broker does about its requests proves nothing of the flow.
 */
package io.kafkatcp.core.flow;
