package io.kafkatcp.recordfile.compressed;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Has a stream read by a thread of its own, a few blocks ahead: on two processors one decompresses while the other
 * looks for records.
 */
final class ReadAhead extends InputStream {

    private static final int BLOCK = 1 << 17;
    private static final int BLOCKS = 4;

    private static final class Block {
        private final byte[] bytes;
        private final int length;
        /** Why it is the last one; null at an ordinary end. */
        private final Throwable end;

        Block(byte[] bytes, int length, Throwable end) {
            this.bytes = bytes;
            this.length = length;
            this.end = end;
        }
    }

    private final InputStream in;
    private final BlockingQueue<Block> blocks = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread reader = new Thread(this::readAll, "read-ahead");
    private Block block = new Block(new byte[0], 0, null);
    private int at;

    private ReadAhead(InputStream in) {
        this.in = in;
        reader.setDaemon(true);
        reader.start();
    }

    /** The stream itself where there is no second processor to read it. */
    static InputStream of(InputStream in) {
        return Runtime.getRuntime().availableProcessors() > 1 ? new ReadAhead(in) : in;
    }

    private void readAll() {
        try {
            Throwable end = null;
            int read = 0;
            while (read >= 0) {
                byte[] bytes = new byte[BLOCK];
                try {
                    read = in.read(bytes, 0, BLOCK);
                } catch (IOException | RuntimeException | Error e) {
                    read = -1;
                    end = e;
                }
                blocks.put(new Block(bytes, read, end));
            }
        } catch (InterruptedException closed) {
            // nobody waits for the rest
            return;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (at == block.length) {
            take();
        }
        if (block.length < 0) {
            return end();
        }
        int n = Math.min(length, block.length - at);
        System.arraycopy(block.bytes, at, target, offset, n);
        at += n;
        return n;
    }

    private void take() throws IOException {
        try {
            block = blocks.take();
            at = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private int end() throws IOException {
        if (block.end instanceof Error) {
            throw (Error) block.end;
        }
        if (block.end != null) {
            throw new IOException(block.end.getMessage(), block.end);
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        reader.interrupt();
        in.close();
    }
}
