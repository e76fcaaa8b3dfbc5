package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.flow.judge.IdleFlow;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.thread.OnAgentThread;

/** An idle Kafka connection as its probes see it. */
@OnAgentThread
final class IdleConnection implements IdleFlow {

    /** The kernel is to end none of them: TCP_KEEPCNT has one byte. */
    private static final int KERNELS_COUNT = 127;

    private final Connection connection;
    private final String peer;
    private final int leastRtoMs;
    private final FlowStateMachine flowStates;
    private final Kernel kernel;
    private final long nowNs;
    private final long restedMs;

    IdleConnection(
            Connection connection,
            String peer,
            int leastRtoMs,
            FlowStateMachine flowStates,
            Kernel kernel,
            long nowNs) {
        this.connection = connection;
        this.peer = peer;
        this.leastRtoMs = leastRtoMs;
        this.flowStates = flowStates;
        this.kernel = kernel;
        this.nowNs = nowNs;
        this.restedMs = connection.idleMs(nowNs);
    }

    Connection connection() {
        return connection;
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public long restedMs() {
        return restedMs;
    }

    @Override
    public int rtoMs() {
        return Math.max(connection.rtoMs(), leastRtoMs);
    }

    @Override
    public boolean ask() {
        flowStates.rests(connection);
        boolean asked = flowStates.probe(connection, 1, KERNELS_COUNT);
        if (asked) {
            connection.flowState().probedNs(nowNs);
        }
        return asked;
    }

    @Override
    public void askAgain() {
        flowStates.probeAgain(connection);
    }

    @Override
    public boolean isAsked() {
        return connection.flowState().state() == FlowState.State.PROBED;
    }

    @Override
    public int unanswered() {
        TcpInfo info = connection.tcpInfo(kernel);
        return info == null || info.isClosed() ? -1 : info.probes();
    }

    @Override
    public void rest() {
        flowStates.restsAgain(connection);
    }

    @Override
    public void release() {
        rest();
        connection.flowState().probedNs(0);
    }

    @Override
    public void end() {
        // the flow that was found dead beside it, or a connect, has shown that the way to that peer is open
        connection.closeState().judged(Verdict.FLOW_BLACKHOLED);
        connection.closeState().endedAs(Verdict.FLOW_BLACKHOLED);
        DeadChannel.end(connection.channel());
    }
}
