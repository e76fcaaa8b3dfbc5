package io.kafkatcp.recordfile.json;

import java.io.IOException;

/**
 * Bytes in UTF-8 as a scanner takes them: a file's, or what stands in a string of another text, its escapes resolved.
 */
public interface Text {

    /**
     * @param length at least four
     * @return how many bytes it put there, at least one; -1 at the end
     */
    int read(byte[] target, int offset, int length) throws IOException;

    /** The line of the file in which it begins. */
    long line();

    /** Whether its line feeds are those of the file. */
    boolean hasLines();
}
