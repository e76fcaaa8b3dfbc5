package io.kafkatcp.it.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Listens on loopback and never answers: enough for a client to connect to, of whatever age it is. */
public final class SilentServer implements AutoCloseable {

    private final ServerSocket socket;

    public SilentServer() throws IOException {
        // the kernel completes handshakes up to the backlog without an accept
        socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
