/**
 * Where records go, a room for each kind of sink; here what all have in common. Isolated loader; filled from any
 * thread, written by the agent's.
 *
 * <p>Publishing neither blocks nor throws: what finds the queue full is dropped and counted. A sink that fails is tried
 * again later, the others go on.
 */
package io.kafkatcp.core.sink;
