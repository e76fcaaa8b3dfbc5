/**
 * What an operator asks of a running agent: status, set, detach. Isolated loader; on the JVM's thread for attaching.
 *
 * <p>An answer is a word, a line feed and a text; a request that is refused changes nothing.
 */
package io.kafkatcp.core.control;
