package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.flow.virtual.VirtualPath;
import io.kafkatcp.core.flow.virtual.VirtualSocket;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.start.config.LiveOptions;
import java.util.List;

/** What the agent reads in files of a real machine and no socket option tells, of the virtual network. */
final class VirtualTables {

    private VirtualTables() {}

    /** What the namespace's counters say. */
    static final class Counters extends MeasuredLoss {

        private final List<VirtualPath> paths;

        Counters(NetworkLoss loss, List<VirtualPath> paths) {
            super(loss);
            this.paths = paths;
        }

        @Override
        void sampleNow(long nowNs) {
            sampled(
                    paths.stream().mapToLong(VirtualPath::sent).sum(),
                    paths.stream().mapToLong(VirtualPath::sentAgain).sum(),
                    paths.stream().mapToLong(VirtualPath::overtaken).sum(),
                    nowNs);
        }

        /** Each time that it is sent again is counted there. */
        @Override
        long lostByDeadFlow(int retransmits) {
            return retransmits + 2;
        }
    }

    /** What the namespace's table of sockets says. */
    static final class Timers extends RoundTrips {

        @Override
        boolean isWindowClosed(Connection connection) {
            VirtualSocket socket = (VirtualSocket) connection.channel();
            return socket.tcp().isWindowClosed();
        }

        @Override
        int rtoMs(Connection connection, int retransmits) {
            VirtualSocket socket = (VirtualSocket) connection.channel();
            return socket.tcp().rtoMs();
        }
    }

    /** The same table, for flows that come to rest. */
    static final class Rests extends IdleDetector {

        Rests(OpenConnections open, FlowStateMachine flowStates, LiveOptions options, Kernel kernel) {
            super(open, flowStates, options, kernel);
        }

        @Override
        void learnRoundTrips(List<Connection> resting) {
            for (Connection connection : resting) {
                VirtualSocket socket = (VirtualSocket) connection.channel();
                connection.flowState().rtoMs(socket.tcp().rtoMs());
            }
        }
    }
}
