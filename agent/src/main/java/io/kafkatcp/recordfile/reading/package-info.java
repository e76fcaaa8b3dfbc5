/**
 * The text of one file: cut into parts, read on several processors, and what it held; a JVM of its own.
 *
 * <p>Records come in the order in which they stand there, however many threads read; a part that is none by itself is
 * read anew as a whole.
 */
package io.kafkatcp.recordfile.reading;
