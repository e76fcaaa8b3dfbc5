package io.kafkatcp.recordfile.json;

/** What was made of a part of another text, to be scanned in its place. */
public final class ByteText implements Text {

    private final byte[] bytes;
    private final long line;
    private int at;

    /** @param line where that part stands in the file */
    public ByteText(byte[] bytes, long line) {
        this.bytes = bytes;
        this.line = line;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int put = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, target, offset, put);
        at += put;
        return put == 0 ? -1 : put;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public boolean hasLines() {
        return false;
    }
}
