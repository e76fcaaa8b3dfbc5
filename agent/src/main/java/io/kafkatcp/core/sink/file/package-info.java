/**
 * The file, pipe or device of {@code events.file}: whole lines, of bounded size. Isolated loader; the sinks' thread.
 *
 * <p>A line is one write; a path that leads elsewhere is opened again, and a pipe that nobody reads is soon left alone.
 */
package io.kafkatcp.core.sink.file;
