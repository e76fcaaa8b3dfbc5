package io.kafkatcp.core.flow.virtual;

import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Set;

/** Java's side of a virtual connection: all that the agent asks of one is whether it is open, and to read no more. */
public final class VirtualSocket extends SocketChannel {

    private final VirtualTcp tcp;
    private final Runnable ended;
    private boolean resetsWhenClosed;
    long systemCalls;

    /** @param ended nothing more is read from it */
    public VirtualSocket(VirtualTcp tcp, Runnable ended) {
        super(null);
        this.tcp = tcp;
        this.ended = ended;
    }

    public VirtualTcp tcp() {
        return tcp;
    }

    /** That the agent made for it so far. */
    public long systemCalls() {
        return systemCalls;
    }

    @Override
    public SocketChannel shutdownInput() {
        systemCalls++;
        ended.run();
        return this;
    }

    @Override
    protected void implCloseSelectableChannel() {
        tcp.close(resetsWhenClosed);
    }

    @Override
    public SocketChannel bind(SocketAddress local) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> SocketChannel setOption(SocketOption<T> name, T value) {
        if (name != StandardSocketOptions.SO_LINGER || !value.equals(0)) {
            throw new UnsupportedOperationException();
        }
        systemCalls++;
        resetsWhenClosed = true;
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public SocketChannel shutdownOutput() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket socket() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isConnectionPending() {
        return false;
    }

    @Override
    public boolean connect(SocketAddress remote) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean finishConnect() {
        return true;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return null;
    }

    @Override
    public int read(ByteBuffer dst) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer src) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return null;
    }

    @Override
    protected void implConfigureBlocking(boolean block) {}
}
