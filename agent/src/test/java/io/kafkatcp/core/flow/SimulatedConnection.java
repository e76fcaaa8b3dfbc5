package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.flow.virtual.VirtualPath;
import io.kafkatcp.core.flow.virtual.VirtualSocket;
import io.kafkatcp.core.flow.virtual.VirtualTcp;
import io.kafkatcp.core.record.Verdict;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/** One connection of the simulation: as Kafka has it, as the agent has it, and its virtual kernel. */
final class SimulatedConnection implements VirtualTcp.Reader {

    static final int MOST_IN_FLIGHT = 5;

    final VirtualTcp tcp;
    final VirtualSocket socket;
    final Connection connection;
    private final SimulatedJvm jvm;
    private final Runnable closed;
    private final Deque<Double> sentMs = new ArrayDeque<>();
    private long requests;
    private long responses;
    private boolean gone;
    double endedMs = -1;
    double goneMs = -1;
    String error;
    Verdict told;
    /** Whether what its path loses may end it now: counted once from when it is sent again. */
    boolean isCounted;

    long callsBefore;

    SimulatedConnection(
            SimulatedJvm jvm, VirtualPath path, Client client, String nodeId, Shape shape, Runnable closed) {
        this.jvm = jvm;
        this.closed = closed;
        this.tcp = new VirtualTcp(jvm.time, path, shape.serviceMs(), shape.window(), this);
        this.socket = new VirtualSocket(tcp, this::ended);
        String[] peer = path.peer.split(":");
        this.connection = OpenedConnections.open(
                client, nodeId, socket, new InetSocketAddress(peer[0], Integer.parseInt(peer[1])), jvm.time.nowNs());
        connection.flowState().rtoMs(tcp.rtoMs());
        tcp.keepaliveChanged(false);
    }

    /** How a broker serves it. @param window requests that its receive buffer takes */
    record Shape(double serviceMs, int window) {}

    /** Kafka's poll finds the end of the stream at once, or as soon as it runs. */
    private void ended() {
        if (endedMs < 0) {
            endedMs = jvm.time.nowMs();
            jvm.observer.ended(this);
        }
        close(1);
    }

    boolean isEndedByAgent() {
        return endedMs >= 0;
    }

    boolean isGone() {
        return gone;
    }

    boolean canSend() {
        return !gone && !isEndedByAgent() && requests - responses < MOST_IN_FLIGHT;
    }

    boolean isIdle() {
        return !gone && requests == responses;
    }

    boolean waits() {
        return requests > responses;
    }

    void send(int bytes) {
        requests++;
        sentMs.add(jvm.time.nowMs());
        jvm.sending(connection, bytes);
        tcp.write(bytes);
    }

    /** As Kafka does with each poll. */
    void giveUpWhatWaitsTooLong() {
        if (waits() && jvm.time.nowMs() - sentMs.peek() >= jvm.requestTimeoutMs) {
            close(0);
        }
    }

    @Override
    public void responded(long inAll) {
        jvm.whenItRuns(0, () -> {
            while (!gone && responses < inAll) {
                responses++;
                sentMs.poll();
                jvm.received(connection);
            }
        });
    }

    @Override
    public void broken(String message) {
        error = message;
        jvm.observer.broken(this);
        close(0);
    }

    @Override
    public void sendsAgain(int times, boolean hasArrived) {
        jvm.observer.sendsAgain(this, times, hasArrived);
    }

    private void close(double inMs) {
        jvm.whenItRuns(inMs, () -> {
            if (!gone) {
                gone = true;
                goneMs = jvm.time.nowMs();
                if (error != null) {
                    connection.closeState().readError(error);
                }
                jvm.closed(this);
                closed.run();
            }
        });
    }
}
