/**
 * Records as lines of JSON, without a library. Isolated loader; any thread that writes a line.
 *
 * <p>No line holds what a terminal obeys or a strict reader refuses.
 */
package io.kafkatcp.core.sink.json;
