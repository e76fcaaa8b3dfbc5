/**
 * Records as sentences in the application's own log. Isolated loader; the sinks' thread.
 *
 * <p>Hundreds of equal failures are a few lines and a count; a warning that no log takes goes to standard error.
 */
package io.kafkatcp.core.sink.log;
