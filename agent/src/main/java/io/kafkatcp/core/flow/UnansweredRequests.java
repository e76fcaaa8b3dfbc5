package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.connection.PendingConnects;
import io.kafkatcp.core.flow.judge.FlowJudge;
import io.kafkatcp.core.flow.judge.FlowVerdicts;
import io.kafkatcp.core.flow.judge.Verifier;
import io.kafkatcp.core.flow.judge.WatchedFlow;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.runtime.Paced;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.thread.OnAgentThread;
import java.util.Collection;
import java.util.List;

/**
 * Looks at the connections on which a request waits for its answer, by their counts, and asks the kernel of those alone
 * that have waited for long; has them judged, and does what follows.
 */
@OnAgentThread
public final class UnansweredRequests extends Paced implements FlowVerdicts {

    private final OpenConnections open;
    private final PendingConnects pending;
    private final FlowStateMachine flowStates;
    private final FlowsInDoubt others;
    private final NetworkLoss loss;
    private final LiveOptions liveOptions;
    private final Kernel kernel;
    private final Records records;
    private final MeasuredLoss measuredLoss;
    private final FlowJudge judge;
    private final IdleToPeer idleToPeer;
    private final Aftermath aftermath;
    private final WatchedConnections watched;

    public UnansweredRequests(
            OpenConnections open,
            PendingConnects pending,
            FlowStateMachine flowStates,
            FlowsInDoubt others,
            NetworkLoss loss,
            LiveOptions liveOptions,
            Kernel kernel,
            Records records) {
        this(
                open,
                pending,
                flowStates,
                others,
                loss,
                liveOptions,
                kernel,
                records,
                new SocketVerifier(kernel),
                new MeasuredLoss(loss),
                new RoundTrips());
    }

    /** What reads this machine's tables, or connects, is given: a simulation has its own. */
    UnansweredRequests(
            OpenConnections open,
            PendingConnects pending,
            FlowStateMachine flowStates,
            FlowsInDoubt others,
            NetworkLoss loss,
            LiveOptions liveOptions,
            Kernel kernel,
            Records records,
            Verifier verifier,
            MeasuredLoss measuredLoss,
            RoundTrips roundTrips) {
        this.open = open;
        this.pending = pending;
        this.flowStates = flowStates;
        this.others = others;
        this.loss = loss;
        this.liveOptions = liveOptions;
        this.kernel = kernel;
        this.records = records;
        this.measuredLoss = measuredLoss;
        this.judge = new FlowJudge(verifier, this, measuredLoss);
        this.idleToPeer = new IdleToPeer(open, flowStates, kernel, judge.connects());
        this.watched = new WatchedConnections(judge, measuredLoss, kernel, flowStates, roundTrips);
        this.aftermath = new Aftermath(records);
    }

    @Override
    public long attend() throws Exception {
        if (flowStates.hasEnded()) {
            // also closes the agent's own connects
            judge.beginAgain();
            idleToPeer.release();
            watched.forget();
            return NEVER;
        }
        return super.attend();
    }

    @Override
    protected boolean hasWork() {
        return !watched.isEmpty() || !open.isEmpty();
    }

    @Override
    protected long look(long nowNs) {
        List<Connection> now = open.all();
        Collection<WatchedFlow> flows = watched.flows(now, nowNs);
        if (flows.isEmpty()) {
            judge.look(flows, false, nowNs);
            idleToPeer.release();
            // then there is no work until there is a connection, which is looked at as soon as it is there
            return 0;
        }
        sampleLoss(flows, nowNs);
        boolean verifies = liveOptions.now().verifies();
        long ms = judge.look(flows, verifies, nowNs);
        if (verifies) {
            liftDoubts(flows);
        }
        idleToPeer.look(flows, verifies, nowNs);
        aftermath.look(now, nowNs);
        return ms;
    }

    private void sampleLoss(Collection<WatchedFlow> flows, long nowNs) {
        boolean suspects = false;
        for (WatchedFlow flow : flows) {
            suspects |= flow.isSuspect();
        }
        measuredLoss.sample(suspects, nowNs);
        for (WatchedFlow flow : flows) {
            if (flow.isSuspect() && flow.flow().onlyLargeWait()) {
                measuredLoss.largeStuck(nowNs - (flow.waitedMs(nowNs) + 1) * 1_000_000);
            }
        }
    }

    /** A way that is dark for a few seconds is no reason to end a flow: what is known by comparison decides. */
    private void liftDoubts(Collection<WatchedFlow> flows) {
        for (WatchedFlow flow : flows) {
            if (flow.isSuspect()) {
                flowStates.liftDoubt(connection(flow));
            }
        }
    }

    @Override
    public void suspected(WatchedFlow suspect, long nowNs) {
        Connection connection = connection(suspect);
        idleToPeer.ask(connection, suspect.flow().peer(), suspect.flow().rtoMs(), nowNs);
    }

    @Override
    public boolean areOthersSilent(String peer) {
        return idleToPeer.areOthersSilent(peer);
    }

    @Override
    public boolean haveOtherPeersDied(WatchedFlow suspect, long nowNs) {
        return idleToPeer.haveOtherPeersDied(connection(suspect), suspect.flow().peer(), nowNs);
    }

    @Override
    public void judged(WatchedFlow suspect, Verdict verdict, int localPort, long nowNs) {
        Connection connection = connection(suspect);
        boolean dead = verdict == Verdict.FLOW_BLACKHOLED;
        String action = dead ? connection.isEnforced() ? "ended" : "would_end" : "left";
        if (verdict != Verdict.UNDETERMINED) {
            // that nothing was found out says nothing of how it will end
            connection.closeState().judged(verdict);
        }
        long waitedMs = suspect.waitedMs(nowNs);
        if (dead) {
            measuredLoss.explained(suspect.retransmits(), nowNs - waitedMs * 1_000_000);
        }
        if (action.equals("ended")) {
            connection.closeState().endedAs(verdict);
            idleToPeer.endUnanswered(suspect.flow().peer(), loss.seenLately(nowNs));
            idleToPeer.release();
            others.found(connection, connection.idleMs(nowNs), suspect.retransmits());
        }
        int segmentBytes = verdict == Verdict.LARGE_PACKETS_LOST ? connection.segmentBytes(kernel) : -1;
        records.publish(StallRecords.judged(
                connection, verdict, action, waitedMs, suspect.retransmits(), localPort, segmentBytes));
        aftermath.add(connection, verdict, action, nowNs);
    }

    @Override
    public void acknowledged(WatchedFlow suspect, Verdict verdict, long nowNs) {
        if (verdict == null || verdict == Verdict.UNDETERMINED || verdict == Verdict.FLOW_BLACKHOLED) {
            // a way that was dark for all says nothing of chance
            loss.seen(nowNs);
        }
        connection(suspect).closeState().judged(null);
        aftermath.acknowledged(connection(suspect), nowNs);
    }

    @Override
    public boolean isConnecting(String peer) {
        return pending.isConnecting(peer);
    }

    private static Connection connection(WatchedFlow suspect) {
        return ((ConnectionFlow) suspect.flow()).connection();
    }
}
