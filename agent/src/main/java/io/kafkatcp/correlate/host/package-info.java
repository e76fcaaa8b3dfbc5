/**
 * What one host says of its neighbours and sockets. A JVM of its own.
 *
 * <p>Read from whatever tool there is; a line that is not understood is passed over.
 */
package io.kafkatcp.correlate.host;
