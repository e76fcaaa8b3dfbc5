package io.kafkatcp.core.flow;

import io.kafkatcp.core.thread.OnAgentThread;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;

/**
 * Has Kafka close a connection whose flow is dead: its own poll finds the end of the stream at once, and connects anew.
 */
@OnAgentThread
final class DeadChannel {

    private DeadChannel() {}

    /**
     * Kafka's close then sends one reset (tcp_close, SO_LINGER 0): else the kernel would go on sending what is
     * unacknowledged, and a FIN, for minutes: loss in the eyes of whoever reads the counters, and a late duplicate of
     * what Kafka sends again, should the flow come back. Neither waits nor takes a lock that Kafka's thread holds for
     * long: a shutdown needs the channel's state alone.
     *
     * @return false where it is closed already
     */
    static boolean end(SocketChannel channel) {
        if (channel == null || !channel.isOpen()) {
            return false;
        }
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.shutdownInput();
            return true;
        } catch (IOException closed) {
            // Kafka was faster
            return false;
        }
    }
}
