package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.firstsend.FirstSend;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.runtime.Paced;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.start.config.LiveOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One finding counts for all: when a connection is found dead, the kernel probes every other one that rests, of
 * whatever client, so that dead ones are gone before Kafka picks one of them. Told on any thread, works on the agent's.
 */
public final class FlowsInDoubt extends Paced {

    private static final long LOOK_MS = 100;
    /** 500 a second, of one small segment each. */
    private static final int PROBES_PER_LOOK = 50;

    /** At once: probed within 4 s, and so before any of them may be probed again. */
    private static final int MOST_IN_DOUBT = 2_000;

    private static final long NOT_AGAIN_NS = 10_000_000_000L;

    private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
    private final OpenConnections open;
    private final FlowStateMachine flowStates;
    private final NetworkLoss loss;
    private final LiveOptions liveOptions;
    private final Kernel kernel;
    private final Records records;
    private DoubtRound round;

    public FlowsInDoubt(
            OpenConnections open,
            FlowStateMachine flowStates,
            NetworkLoss loss,
            LiveOptions liveOptions,
            Kernel kernel,
            Records records) {
        this.open = open;
        this.flowStates = flowStates;
        this.loss = loss;
        this.liveOptions = liveOptions;
        this.kernel = kernel;
        this.records = records;
    }

    /** That connection's data is sent again and again and not acknowledged. */
    public void found(FirstSend send) {
        if (send.markFound()) {
            found(send.connection(), send.idleMs(), send.retransmits());
        }
    }

    void found(Connection dead, long idleMs, int retransmits) {
        findings.add(new Finding(dead, idleMs, retransmits));
        records.wake();
    }

    /** Which connection was found dead, after how long a rest. */
    static final class Finding {

        private final Connection connection;
        private final long idleMs;
        private final int retransmits;

        Finding(Connection connection, long idleMs, int retransmits) {
            this.connection = connection;
            this.idleMs = idleMs;
            this.retransmits = retransmits;
        }

        Connection connection() {
            return connection;
        }

        long idleMs() {
            return idleMs;
        }

        int retransmits() {
            return retransmits;
        }
    }

    @Override
    public long attend() throws Exception {
        takeFindings(System.nanoTime());
        return super.attend();
    }

    void takeFindings(long nowNs) {
        for (Finding finding = findings.poll(); finding != null; finding = findings.poll()) {
            begin(finding, nowNs);
        }
    }

    @Override
    protected boolean hasWork() {
        return round != null;
    }

    @Override
    protected long look(long nowNs) {
        round.look(kernel, flowStates, nowNs);
        round.startProbes(PROBES_PER_LOOK, flowStates, loss.seenLately(nowNs), nowNs);
        if (!round.isOver()) {
            return LOOK_MS;
        }
        records.publish(FlowsInDoubtRecord.of(round, nowNs));
        round = null;
        return NEVER;
    }

    /** One that comes while others are being probed adds to them. */
    private void begin(Finding finding, long nowNs) {
        List<Connection> inDoubt = inDoubt(finding, nowNs);
        if (inDoubt.isEmpty()) {
            return;
        }
        if (round == null) {
            round = new DoubtRound(finding, nowNs);
            nextIn(0, nowNs);
        }
        round.add(inDoubt);
    }

    /** What rested when the flow was cut; the same client's first, since its next request goes there. */
    private List<Connection> inDoubt(final Finding finding, final long nowNs) {
        List<Connection> resting = new ArrayList<>();
        // one that has rested as long as the dead one has rested long enough to count as idle
        long restedMs = Math.min(finding.idleMs(), liveOptions.now().idleThresholdMs());
        for (Connection connection : open.all()) {
            FlowState trust = connection.flowState();
            boolean lately = trust.probedNs() != 0 && nowNs - trust.probedNs() < NOT_AGAIN_NS;
            if (connection != finding.connection()
                    && trust.state() == FlowState.State.RESTING
                    && connection.idleMs(nowNs) >= restedMs
                    && !lately) {
                resting.add(connection);
            }
        }
        return longestUnprobed(resting, finding.connection().client(), nowNs);
    }

    /** Those that are left out come first at the next finding. */
    private List<Connection> longestUnprobed(List<Connection> resting, final Client client, long nowNs) {
        Collections.sort(resting, new Comparator<Connection>() {
            @Override
            public int compare(Connection a, Connection b) {
                int sameClient = Boolean.compare(b.client() == client, a.client() == client);
                return sameClient != 0
                        ? sameClient
                        : Long.compare(a.flowState().probedNs(), b.flowState().probedNs());
            }
        });
        int most = MOST_IN_DOUBT - (round == null ? 0 : round.inDoubt());
        List<Connection> inDoubt = resting.subList(0, Math.min(resting.size(), most));
        for (Connection connection : inDoubt) {
            connection.flowState().probedNs(nowNs);
        }
        return inDoubt;
    }
}
