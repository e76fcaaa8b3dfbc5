package io.kafkatcp.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Remembers why the output could not be written, which a {@link PrintWriter} keeps to itself. */
public final class StandardOutput extends OutputStream {

    private final OutputStream to;
    private IOException failure;

    public StandardOutput(OutputStream to) {
        this.to = to;
    }

    /** In the encoding that the JVM's own standard output has. */
    public PrintWriter writer() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        Charset charset = name != null && Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
        return new PrintWriter(new OutputStreamWriter(this, charset), true);
    }

    /** Null where all was written, or where whoever read it has seen enough, such as head. */
    public IOException failure() {
        // EPIPE, strerror(3)
        return failure == null || "Broken pipe".equals(failure.getMessage()) ? null : failure;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            to.write(bytes, from, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    @Override
    public void flush() throws IOException {
        to.flush();
    }
}
