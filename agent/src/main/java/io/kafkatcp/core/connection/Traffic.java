package io.kafkatcp.core.connection;

import io.kafkatcp.core.firstsend.FirstSend;
import io.kafkatcp.core.firstsend.FirstSends;
import io.kafkatcp.core.flow.FlowStateMachine;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kernel.SystemErrors;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.thread.OnNetworkThread;

/**
 * Each request and response of each connection passes here, on Kafka's network thread: two reads, a comparison and a
 * write, unless the connection has been idle. What a broker accepts is nobody's here. The hot path: it allocates
 * nothing, takes no lock, makes no system call.
 */
@OnNetworkThread
public final class Traffic {

    private final Connections connections;
    private final NetworkClients networkClients;
    private final FirstSends firstSends;
    private final LiveOptions liveOptions;
    private final FlowStateMachine flowStates;

    public Traffic(
            Connections connections,
            NetworkClients networkClients,
            FirstSends firstSends,
            LiveOptions liveOptions,
            FlowStateMachine flowStates) {
        this.connections = connections;
        this.networkClients = networkClients;
        this.firstSends = firstSends;
        this.liveOptions = liveOptions;
        this.flowStates = flowStates;
    }

    public void sending(Object kafkaChannel, long bytes) {
        Connection connection = connections.withChannel(kafkaChannel);
        if (connection == null) {
            return;
        }
        if (!connection.used()) {
            connection.used(true);
        }
        long nowNs = System.nanoTime();
        long restedNs = nowNs - connection.lastNs();
        connection.lastNs(nowNs);
        connection.counts().sent(bytes);
        if (restedNs >= liveOptions.idleThresholdNs() && isFree(connection) && connection.isOpen()) {
            begin(connection, bytes, restedNs / 1_000_000, nowNs);
        } else if (connection.flowState().isQuiet()) {
            flowStates.sendsAgain(connection);
        }
    }

    /**
     * A response takes two reads or more: the clock is looked at for the last, and for the first where somebody waits
     * for it.
     */
    public void received(Object kafkaChannel, long bytes, boolean complete) {
        Connection connection = connections.withChannel(kafkaChannel);
        if (connection == null) {
            return;
        }
        connection.counts().received(bytes, complete);
        if (!complete && connection.firstSend() == null) {
            return;
        }
        long nowNs = System.nanoTime();
        connection.lastNs(nowNs);
        FirstSend waiting = connection.firstSend();
        if (waiting != null) {
            connection.firstSend(null);
            firstSends.answered(waiting, nowNs);
        }
    }

    /**
     * Kafka itself keeps it to its debug log. It may be the peer's refusal in TLS 1.3, also of a channel on which
     * nothing was sent yet.
     */
    public void readFailed(Object kafkaChannel, Throwable thrown) {
        Connection connection = connections.withChannel(kafkaChannel);
        if (connection == null || connection.closeState().readError() != null) {
            return;
        }
        connection
                .closeState()
                .readError(
                        thrown.getMessage() == null
                                ? thrown.getClass().getSimpleName()
                                : SystemErrors.english(thrown.getMessage()));
        if (Outcome.isLateRefusal(thrown)) {
            connections.ends().refusedLate(connection, thrown);
        }
    }

    /** One without a response, of a producer with acks=0, is over when the kernel has its acknowledgement. */
    private static boolean isFree(Connection connection) {
        FirstSend before = connection.firstSend();
        return before == null || before.isOver();
    }

    private void begin(Connection connection, long bytes, long idleMs, long nowNs) {
        Client client = connection.client();
        FirstSend first = new FirstSend(
                connection,
                networkClients.lastRequest(client.networkClient(), connection.nodeId()),
                bytes,
                idleMs,
                nowNs,
                client.thread().heldUpMs(nowNs));
        first.answerExpected(networkClients.isAnswerExpected(client.networkClient(), connection.nodeId()));
        connection.firstSend(first);
        first.userTimeoutMs(flowStates.firstSend(connection));
        firstSends.sent(first);
    }
}
