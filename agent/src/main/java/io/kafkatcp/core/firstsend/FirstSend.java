package io.kafkatcp.core.firstsend;

import io.kafkatcp.core.connection.CloseEvidence;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.thread.GuardedBy;
import java.util.Arrays;

/**
 * One first request after idle, from its send to its answer, and what the kernel did meanwhile. Made on Kafka's network
 * thread, looked at by the agent's.
 */
public final class FirstSend {

    /** A timeline of 32 changes tells every stall: the kernel sends a segment again at most 15 times (tcp_retries2). */
    private static final int MOST_NUMBERS = 64;

    private final Connection connection;
    private final String request;
    private final long requestBytes;
    private final long idleMs;
    /** That applies to it, or -1 where none is the agent's; written once, before it is handed on. */
    private int userTimeoutMs = -1;

    private final long sentNs;
    private final long heldUpBeforeMs;
    private boolean answerExpected = true;
    private volatile boolean over;

    @GuardedBy("this")
    private long[] timeline = new long[0];

    @GuardedBy("this")
    private int retransmits;

    /** When the kernel last told, or -1 where it never has. */
    @GuardedBy("this")
    private long seenMs = -1;

    @GuardedBy("this")
    private boolean toldStalled;

    @GuardedBy("this")
    private boolean toldFound;

    /**
     * @param request Kafka's name of the API, or null where it is not known
     * @param heldUpBeforeMs how long the client itself had not run, in all, when it was sent
     */
    public FirstSend(
            Connection connection, String request, long requestBytes, long idleMs, long sentNs, long heldUpBeforeMs) {
        this.connection = connection;
        this.request = request;
        this.requestBytes = requestBytes;
        this.idleMs = idleMs;
        this.sentNs = sentNs;
        this.heldUpBeforeMs = heldUpBeforeMs;
    }

    /** How long since the send the client itself did not run. */
    long heldUpMs(long nowNs) {
        return connection.client().thread().heldUpMs(nowNs) - heldUpBeforeMs;
    }

    long sinceMs(long nowNs) {
        return (nowNs - sentNs) / 1_000_000;
    }

    /**
     * @param count how often the oldest unacknowledged segment has been sent again; falls back to 0 when it is
     *     acknowledged
     */
    synchronized void seen(int count, long nowNs) {
        int last = timeline.length == 0 ? 0 : (int) timeline[timeline.length - 1];
        retransmits = Math.max(retransmits, count);
        seenMs = sinceMs(nowNs);
        if (count != last && timeline.length < MOST_NUMBERS) {
            timeline = Arrays.copyOf(timeline, timeline.length + 2);
            timeline[timeline.length - 2] = seenMs;
            timeline[timeline.length - 1] = count;
        }
    }

    /** Pairs of milliseconds since the send and retransmissions by then, one for each change. */
    synchronized long[] timeline() {
        return timeline;
    }

    public synchronized int retransmits() {
        return retransmits;
    }

    /** Whether the kernel is sending again now: the last word of the timeline. */
    synchronized boolean isUnacknowledged() {
        return timeline.length > 0 && timeline[timeline.length - 1] > 0;
    }

    /** How often it has been sent again and is still not acknowledged. */
    synchronized int retransmitsNow() {
        return timeline.length == 0 ? 0 : (int) timeline[timeline.length - 1];
    }

    /**
     * Whether the peer's kernel has it: it was sent again and is not any more, or the kernel was asked after the time
     * in which it would have been.
     */
    synchronized boolean isAcknowledged() {
        return retransmitsNow() == 0 && (retransmits > 0 || seenMs >= TcpInfo.surelySentAgainMs(connection.rtoMs()));
    }

    /** Whether the kernel tells of it, and not yet whether it is acknowledged. */
    synchronized boolean isOpenQuestion() {
        return seenMs >= 0 && !isUnacknowledged() && !isAcknowledged();
    }

    /** @return true the first time */
    public synchronized boolean markFound() {
        boolean first = !toldFound;
        toldFound = true;
        return first;
    }

    /**
     * Whether the kernel gave its connection up for probes that had begun before it, and so before anything could be
     * sent again.
     */
    boolean diedOfProbes() {
        return connection.flowState().probedInVain() && CloseEvidence.timedOut(connection);
    }

    /** Whether it has been taken for answered though no response comes. Any thread. */
    public boolean isOver() {
        return over;
    }

    void over() {
        over = true;
    }

    /** Before it is handed on. */
    public void answerExpected(boolean expected) {
        answerExpected = expected;
    }

    boolean isAnswerExpected() {
        return answerExpected;
    }

    boolean wasReset() {
        return CloseEvidence.wasReset(connection);
    }

    /**
     * A broker holds such a request back by design, until there is data or a group has gathered: only the kernel's word
     * counts.
     */
    boolean mayWaitAtBroker() {
        return "FETCH".equals(request)
                || "SHARE_FETCH".equals(request)
                || "JOIN_GROUP".equals(request)
                || "SYNC_GROUP".equals(request);
    }

    /** @return true the first time */
    synchronized boolean markStalled() {
        boolean first = !toldStalled;
        toldStalled = true;
        return first;
    }

    public Connection connection() {
        return connection;
    }

    public String request() {
        return request;
    }

    public long requestBytes() {
        return requestBytes;
    }

    public long idleMs() {
        return idleMs;
    }

    public int userTimeoutMs() {
        return userTimeoutMs;
    }

    public void userTimeoutMs(int value) {
        userTimeoutMs = value;
    }
}
