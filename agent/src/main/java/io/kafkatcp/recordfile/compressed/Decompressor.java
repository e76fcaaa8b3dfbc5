package io.kafkatcp.recordfile.compressed;

import io.kafkatcp.recordfile.BadInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a program of the system's makes of a compressed file, as GNU tar has it done: it knows every form of its own
 * format, and the command line carries no decoder.
 */
public final class Decompressor extends InputStream {

    private static final int LONGEST_COMPLAINT = 500;

    private final String program;
    private final Process process;
    private final InputStream decompressed;
    private final InputStream compressed;
    private final Thread feeder;
    private final Thread listener;
    private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();
    private volatile IOException unreadable;

    private Decompressor(String program, Process process, InputStream compressed) {
        this.program = program;
        this.process = process;
        this.compressed = compressed;
        this.decompressed = process.getInputStream();
        this.feeder = daemon(this::feed);
        this.listener = daemon(this::listen);
    }

    /** @throws BadInput where there is no such program, with what to do */
    public static InputStream start(String name, InputStream compressed, String program, String... options)
            throws BadInput {
        List<String> command = new ArrayList<>();
        command.add(program);
        command.addAll(Arrays.asList(options));
        try {
            return new Decompressor(program, new ProcessBuilder(command).start(), compressed);
        } catch (IOException notThere) {
            throw new BadInput(
                    name + " is compressed by " + program + ", which is not on this machine's PATH; install it,"
                            + " or where it is there: " + program + " -dc < " + name
                            + " | gzip > records.gz, and name that file");
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "decompressor");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void feed() {
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = process.getOutputStream()) {
            while (true) {
                int read;
                try {
                    read = compressed.read(buffer);
                } catch (IOException e) {
                    unreadable = e;
                    return;
                }
                if (read < 0) {
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException ended) {
            // the program has found what it does not know, and says so itself
            return;
        }
    }

    private void listen() {
        byte[] buffer = new byte[256];
        try (InputStream err = process.getErrorStream()) {
            for (int read = err.read(buffer); read >= 0; read = err.read(buffer)) {
                complaint.write(buffer, 0, Math.max(0, Math.min(read, LONGEST_COMPLAINT - complaint.size())));
            }
        } catch (IOException ended) {
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
        int read = decompressed.read(target, offset, length);
        if (read < 0) {
            end();
        }
        return read;
    }

    private void end() throws IOException {
        int exitCode;
        try {
            exitCode = process.waitFor();
            listener.join();
            feeder.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (unreadable != null) {
            throw unreadable;
        }
        if (exitCode != 0) {
            String said = new String(complaint.toByteArray(), StandardCharsets.UTF_8).trim();
            throw new IOException(said.isEmpty() ? program + " ended with " + exitCode : said.split("\n")[0]);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        compressed.close();
    }
}
