package io.kafkatcp.core.flow;

import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SocketOption;
import io.kafkatcp.core.kernel.TcpInfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.EnumMap;
import java.util.Map;

/** A kernel with one socket, which keeps what it is told. */
public class MemoryKernel implements Kernel {

    private final Map<SocketOption, Integer> socket;

    /** As Linux makes one, and Kafka has switched keepalive on. */
    public static Map<SocketOption, Integer> newSocket() {
        Map<SocketOption, Integer> socket = new EnumMap<>(SocketOption.class);
        socket.put(SocketOption.TCP_USER_TIMEOUT, 0);
        socket.put(SocketOption.TCP_KEEPCNT, 9);
        socket.put(SocketOption.TCP_KEEPINTVL, 75);
        socket.put(SocketOption.TCP_KEEPIDLE, 7_200);
        socket.put(SocketOption.SO_KEEPALIVE, 1);
        return socket;
    }

    public MemoryKernel(Map<SocketOption, Integer> socket) {
        this.socket = socket;
    }

    @Override
    public boolean has(SocketOption option) {
        return true;
    }

    @Override
    public boolean setsFromAnyThread() {
        return true;
    }

    @Override
    public void set(SocketChannel channel, SocketOption option, int value) throws IOException {
        socket.put(option, value);
    }

    @Override
    public int get(SocketChannel channel, SocketOption option) throws IOException {
        return socket.get(option);
    }

    @Override
    public TcpInfo tcpInfo(SocketChannel channel) {
        return null;
    }

    @Override
    public InetSocketAddress localAddress(SocketChannel channel) {
        return null;
    }
}
