package io.kafkatcp.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a log shipper sends to, on loopback: what arrives is written to a file as it comes. */
public final class TcpSink implements AutoCloseable {

    private final ServerSocket server;
    private final OutputStream out;
    private final Thread reader = new Thread(this::read, "tcp-sink");

    public TcpSink(Path file) throws IOException {
        out = Files.newOutputStream(file);
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        reader.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** One sender after the other, as a shipper connects again. */
    private void read() {
        while (!server.isClosed()) {
            try (Socket sender = server.accept();
                    InputStream in = sender.getInputStream()) {
                in.transferTo(out);
            } catch (IOException e) {
                // closed, or a sender that was killed
            }
        }
    }

    /** All that was sent is in the file then, where the sender has ended. */
    @Override
    public void close() throws Exception {
        server.close();
        reader.join();
        out.close();
    }
}
