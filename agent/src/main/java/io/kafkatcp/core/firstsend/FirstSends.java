package io.kafkatcp.core.firstsend;

import io.kafkatcp.core.flow.FlowState;
import io.kafkatcp.core.flow.FlowStateMachine;
import io.kafkatcp.core.flow.FlowsInDoubt;
import io.kafkatcp.core.flow.NetworkLoss;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.runtime.Paced;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.start.config.LiveOptions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The first requests after idle that wait for their answer: the kernel is asked about their sockets, and about no
 * others, four times a second, so that a stall is told long before any timeout. Filled on Kafka's threads, read on the
 * agent's.
 */
public final class FirstSends extends Paced {

    private static final long INTERVAL_MS = 250;
    /** While a connection is in doubt: each look may be the finding that saves the others. */
    private static final long IN_DOUBT_MS = 100;

    private static final long COMPARED_BY_MS = 3_000;
    /** Two in a row are lost by chance only where packets are lost all the time, which is known then. */
    private static final int FOUND_DEAD_AFTER = 2;

    private final Set<FirstSend> waiting = ConcurrentHashMap.newKeySet();
    private final Kernel kernel;
    private final Records records;
    private final FirstSendRecords firstSendRecords;
    private final LiveOptions liveOptions;
    private final FlowStateMachine flowStates;
    private final FlowsInDoubt others;
    private final NetworkLoss loss;
    private volatile boolean ended;

    public FirstSends(
            Kernel kernel,
            Records records,
            FirstSendRecords firstSendRecords,
            LiveOptions liveOptions,
            FlowStateMachine flowStates,
            FlowsInDoubt others,
            NetworkLoss loss) {
        this.kernel = kernel;
        this.records = records;
        this.firstSendRecords = firstSendRecords;
        this.liveOptions = liveOptions;
        this.flowStates = flowStates;
        this.others = others;
        this.loss = loss;
    }

    /** Nobody hears their answers any more: to wait for them would blame the broker. */
    public void end() {
        ended = true;
        waiting.clear();
    }

    public void sent(FirstSend send) {
        if (ended) {
            return;
        }
        boolean asleep = waiting.isEmpty();
        waiting.add(send);
        if (asleep) {
            records.wake();
        }
    }

    public void answered(FirstSend send, long nowNs) {
        flowStates.answered(send.connection());
        if (send.retransmits() > 0) {
            loss.seen(nowNs);
        }
        if (waiting.remove(send)) {
            firstSendRecords.answered(
                    send, send.sinceMs(nowNs), liveOptions.now().stallThresholdMs());
        }
    }

    public void closed(FirstSend send) {
        if (waiting.remove(send)) {
            if (send.isUnacknowledged()
                    && !send.connection().closeState().isGivenUp()
                    && !liveOptions.now().verifies()) {
                others.found(send);
            }
            firstSendRecords.closed(send, send.sinceMs(System.nanoTime()));
        }
    }

    /** Its socket is about to be closed and cannot be asked afterwards. */
    public void lookOnceMore(FirstSend send) {
        look(send, System.nanoTime());
    }

    /** After a standstill of the JVM the answers that came meanwhile are read first. */
    public void postpone() {
        nextIn(INTERVAL_MS, System.nanoTime());
    }

    @Override
    protected boolean hasWork() {
        return !waiting.isEmpty();
    }

    @Override
    protected long look(long nowNs) {
        boolean inDoubt = false;
        for (FirstSend send : waiting) {
            attendTo(send, nowNs);
            inDoubt |= send.connection().flowState().state() == FlowState.State.DOUBTFUL;
        }
        return inDoubt ? IN_DOUBT_MS : INTERVAL_MS;
    }

    private void attendTo(FirstSend send, long nowNs) {
        if (send.connection().channel() == null) {
            waiting.remove(send);
            return;
        }
        look(send, nowNs);
        judge(send, nowNs);
        if (!send.isAnswerExpected() && send.isAcknowledged()) {
            acknowledged(send, nowNs);
            return;
        }
        boolean stalled = send.isUnacknowledged() || !send.mayWaitAtBroker();
        if (stalled
                && send.sinceMs(nowNs) >= liveOptions.now().stallThresholdMs()
                && !isBeingLookedAt(send, nowNs)
                && waiting.contains(send)
                && send.markStalled()) {
            firstSendRecords.stalled(send, send.sinceMs(nowNs));
        }
    }

    private void acknowledged(FirstSend send, long nowNs) {
        send.over();
        if (waiting.remove(send)) {
            firstSendRecords.acknowledged(send, send.sinceMs(nowNs));
        }
    }

    /** Whether it dies, and what it is that dies, is known a moment later. */
    private static boolean isBeingLookedAt(FirstSend send, long nowNs) {
        boolean uncompared =
                send.isUnacknowledged() && send.connection().closeState().judged() == null;
        return (uncompared || send.isOpenQuestion()) && send.sinceMs(nowNs) < COMPARED_BY_MS;
    }

    /** By the kernel's word alone: what a broker does about its requests proves nothing of the flow. */
    private void judge(FirstSend send, long nowNs) {
        if (send.isAcknowledged()) {
            flowStates.answered(send.connection());
        } else if (send.retransmitsNow() >= FOUND_DEAD_AFTER
                && !liveOptions.now().verifies()
                && !loss.seenLately(nowNs)) {
            others.found(send);
        }
    }

    private void look(FirstSend send, long nowNs) {
        TcpInfo info = send.connection().tcpInfo(kernel);
        if (info != null) {
            send.seen(info.retransmits(), nowNs);
        }
    }
}
