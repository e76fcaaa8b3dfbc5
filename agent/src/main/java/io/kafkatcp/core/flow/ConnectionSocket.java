package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SocketOption;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Reads and sets options of a connection's socket while it is in use: Kafka may close it at any moment, and then there
 * is nothing to be done.
 */
final class ConnectionSocket {

    private final Kernel kernel;

    ConnectionSocket(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Whether a user timeout can be set while the connection is in use. */
    boolean takesUserTimeout() {
        return kernel.setsFromAnyThread() && kernel.has(SocketOption.TCP_USER_TIMEOUT);
    }

    /** @param ms negative where it is to stay as it is */
    void userTimeout(Connection connection, int ms) {
        if (ms >= 0) {
            set(connection, SocketOption.TCP_USER_TIMEOUT, ms);
        }
    }

    /** @return -1 where the socket is gone */
    int get(Connection connection, SocketOption option) {
        SocketChannel channel = connection.channel();
        try {
            return channel == null || !channel.isOpen() ? -1 : kernel.get(channel, option);
        } catch (IOException closed) {
            return -1;
        }
    }

    void set(Connection connection, SocketOption option, int value) {
        SocketChannel channel = connection.channel();
        try {
            if (channel != null && channel.isOpen()) {
                kernel.set(channel, option, value);
            }
        } catch (IOException closed) {
            // what the kernel refuses was told when the connection got its options; a closed socket needs none
            return;
        }
    }
}
