package io.kafkatcp.core.flow.virtual;

import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SocketOption;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.kernel.TcpInfos;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** The system calls of virtual sockets, counted for each. */
public final class VirtualKernel implements Kernel {

    private static VirtualSocket called(SocketChannel channel) throws IOException {
        VirtualSocket socket = (VirtualSocket) channel;
        socket.systemCalls++;
        if (!socket.isOpen()) {
            throw new IOException("Bad file descriptor");
        }
        return socket;
    }

    @Override
    public boolean has(SocketOption option) {
        return option != SocketOption.TCP_MAXSEG;
    }

    @Override
    public boolean setsFromAnyThread() {
        return true;
    }

    @Override
    public void set(SocketChannel channel, SocketOption option, int value) throws IOException {
        VirtualTcp tcp = called(channel).tcp();
        tcp.options.put(option, value);
        if (option == SocketOption.TCP_KEEPIDLE || option == SocketOption.SO_KEEPALIVE) {
            tcp.keepaliveChanged(option == SocketOption.TCP_KEEPIDLE);
        }
    }

    @Override
    public int get(SocketChannel channel, SocketOption option) throws IOException {
        return called(channel).tcp().options.get(option);
    }

    @Override
    public TcpInfo tcpInfo(SocketChannel channel) {
        VirtualSocket socket = (VirtualSocket) channel;
        socket.systemCalls++;
        VirtualTcp tcp = socket.tcp();
        return tcp.isOver() ? TcpInfos.closed() : TcpInfos.established(tcp.retransmits(), tcp.probesOut());
    }

    @Override
    public InetSocketAddress localAddress(SocketChannel channel) {
        return null;
    }
}
