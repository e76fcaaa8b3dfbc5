/**
 * The options of a socket: set, read back, kept right while they change, given back. Isolated loader; on the client's
 * network thread.
 *
 * <p>What was there before is remembered before it is changed. An option that cannot be set is a warning, and the
 * connection is made.
 */
package io.kafkatcp.core.options;
