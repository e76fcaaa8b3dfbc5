/**
 * What went wrong on a connection or with a client's own thread, kept as evidence for the records that are lost with
 * it. Isolated loader; written on the network thread and the agent's, read on both.
 *
 * <p>A client that did not run is found out first, so that no network is blamed for it.
 */
package io.kafkatcp.core.connection.incident;
