package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.flow.judge.Flow;
import io.kafkatcp.core.flow.judge.IdleFlow;
import io.kafkatcp.core.flow.judge.Verifier;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.thread.OnAgentThread;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Makes the agent's own connects, from the address that the flow in question has. Never waits. */
@OnAgentThread
final class SocketVerifier implements Verifier {

    private final Kernel kernel;

    SocketVerifier(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public Verification connect(Flow flow) {
        return connect(((ConnectionFlow) flow).connection());
    }

    @Override
    public Verification connect(IdleFlow idleFlow) {
        return connect(((IdleConnection) idleFlow).connection());
    }

    private Verification connect(Connection connection) {
        InetSocketAddress peer = connection.endpoints().peer();
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            InetAddress local = connection.endpoints().localAddress();
            if (local != null) {
                channel.bind(new InetSocketAddress(local, 0));
            }
            channel.connect(peer);
            return new Connect(channel, kernel);
        } catch (IOException | RuntimeException e) {
            close(channel);
            return new Refused(String.valueOf(e.getMessage()));
        }
    }

    private static void close(SocketChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // it is closed all the same
            return;
        }
    }

    /** What the kernel would not even begin, for want of ports or of a route. */
    private static final class Refused implements Verification {

        private final String error;

        Refused(String error) {
            this.error = error;
        }

        @Override
        public State look() {
            return State.FAILED;
        }

        @Override
        public void end() {}

        @Override
        public void close() {}

        @Override
        public int localPort() {
            return -1;
        }

        @Override
        public String error() {
            return error;
        }
    }

    private static final class Connect implements Verification {

        private final SocketChannel channel;
        private final Kernel kernel;
        private final ByteBuffer nothing = ByteBuffer.allocate(1);
        private State state = State.PENDING;
        private String error;

        Connect(SocketChannel channel, Kernel kernel) {
            this.channel = channel;
            this.kernel = kernel;
        }

        @Override
        public State look() {
            try {
                if (state == State.PENDING && channel.finishConnect()) {
                    state = State.OPEN;
                } else if (state == State.ENDING && isFinAcknowledged()) {
                    state = State.ENDED;
                }
            } catch (IOException e) {
                error = e.getMessage();
                state = State.FAILED;
            }
            return state;
        }

        /** By its kernel, or by the broker's own FIN that follows at once. */
        private boolean isFinAcknowledged() throws IOException {
            TcpInfo info = kernel.tcpInfo(channel);
            return info != null && info.isFinAcknowledged() || channel.read(nothing) < 0;
        }

        @Override
        public void end() {
            try {
                channel.shutdownOutput();
                state = State.ENDING;
            } catch (IOException e) {
                error = e.getMessage();
                state = State.FAILED;
            }
        }

        @Override
        public void close() {
            SocketVerifier.close(channel);
        }

        @Override
        public int localPort() {
            return channel.socket().getLocalPort();
        }

        @Override
        public String error() {
            return error;
        }
    }
}
