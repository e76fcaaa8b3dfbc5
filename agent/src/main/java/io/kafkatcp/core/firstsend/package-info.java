/**
 * The first request after rest: timed, looked at, explained. Isolated loader; begun on the client's network thread,
 * looked at by the agent's.
 *
 * <p>The verdict is pure: evidence in, verdict and sentence out.
 */
package io.kafkatcp.core.firstsend;
