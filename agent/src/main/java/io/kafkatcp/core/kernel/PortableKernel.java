package io.kafkatcp.core.kernel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the JDK itself offers: the keepalive timings from 11 (and 8u272) on Linux, macOS and, on newer ones, Windows; no
 * user timeout anywhere. Used where there is no Linux, or where {@code sun.nio.ch} is closed to us.
 */
final class PortableKernel implements Kernel {

    private final Map<SocketOption, java.net.SocketOption<Integer>> timings = new EnumMap<>(SocketOption.class);

    PortableKernel() {
        find(SocketOption.TCP_KEEPIDLE, "TCP_KEEPIDLE");
        find(SocketOption.TCP_KEEPINTVL, "TCP_KEEPINTERVAL");
        find(SocketOption.TCP_KEEPCNT, "TCP_KEEPCOUNT");
    }

    @SuppressWarnings("unchecked")
    private void find(SocketOption option, String field) {
        try {
            Class<?> extended = Class.forName("jdk.net.ExtendedSocketOptions");
            timings.put(option, (java.net.SocketOption<Integer>)
                    extended.getField(field).get(null));
        } catch (ReflectiveOperationException | LinkageError e) {
            // not in this JDK, or without the module jdk.net: has() says so
        }
    }

    @Override
    public boolean has(SocketOption option) {
        return option == SocketOption.SO_KEEPALIVE || timings.containsKey(option);
    }

    @Override
    public void set(SocketChannel channel, SocketOption option, int value) throws IOException {
        try {
            if (option == SocketOption.SO_KEEPALIVE) {
                channel.setOption(StandardSocketOptions.SO_KEEPALIVE, value != 0);
            } else {
                channel.setOption(timings.get(option), value);
            }
        } catch (UnsupportedOperationException e) {
            throw new IOException("not supported on this platform", e);
        }
    }

    /** The channel itself sees to it that it is open. */
    @Override
    public boolean setsFromAnyThread() {
        return true;
    }

    @Override
    public int get(SocketChannel channel, SocketOption option) throws IOException {
        if (option == SocketOption.SO_KEEPALIVE) {
            return channel.getOption(StandardSocketOptions.SO_KEEPALIVE) ? 1 : 0;
        }
        return channel.getOption(timings.get(option));
    }

    @Override
    public TcpInfo tcpInfo(SocketChannel channel) {
        return null;
    }

    @Override
    public InetSocketAddress localAddress(SocketChannel channel) {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException closed) {
            return null;
        }
    }
}
