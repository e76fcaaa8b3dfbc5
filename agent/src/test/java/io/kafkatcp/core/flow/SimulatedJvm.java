package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.ClientRegistry;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.ConnectionRecords;
import io.kafkatcp.core.connection.Connections;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.connection.PendingConnects;
import io.kafkatcp.core.firstsend.FirstSend;
import io.kafkatcp.core.firstsend.FirstSendLooks;
import io.kafkatcp.core.firstsend.FirstSendRecords;
import io.kafkatcp.core.firstsend.FirstSends;
import io.kafkatcp.core.flow.judge.Flow;
import io.kafkatcp.core.flow.judge.IdleFlow;
import io.kafkatcp.core.flow.judge.Verifier;
import io.kafkatcp.core.flow.virtual.VirtualConnect;
import io.kafkatcp.core.flow.virtual.VirtualKernel;
import io.kafkatcp.core.flow.virtual.VirtualPath;
import io.kafkatcp.core.flow.virtual.VirtualSocket;
import io.kafkatcp.core.flow.virtual.VirtualTime;
import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kernel.Neighbours;
import io.kafkatcp.core.options.CanaryAssignment;
import io.kafkatcp.core.options.ConnectionOptions;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.runtime.Periodic;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.sink.SinkChoice;
import io.kafkatcp.core.start.Stderr;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleConsumer;

/**
 * A JVM on a virtual clock and a virtual kernel: all of the agent that decides about flows, as it is shipped, and what
 * Kafka's network thread tells it.
 */
final class SimulatedJvm {

    private static final AgentLog LOG = new AgentLog(new Stderr(new PrintStream(OutputStream.nullOutputStream())));
    private static final Identity IDENTITY = new Identity("0", null);
    private static final Records RECORDS = Records.open(LOG, IDENTITY, new OpenConnections(), new SinkChoice());

    /** Who is told what the agent does. */
    interface Observer {

        void judged(SimulatedConnection one, Verdict verdict);

        /** The agent has Kafka close it. */
        void ended(SimulatedConnection one);

        /** The kernel has given it up, or it was reset. */
        void broken(SimulatedConnection one);

        void connects(String peer);

        /** Its kernel does, for the so-manieth time. @param hasArrived whether only acknowledgements are missing */
        default void sendsAgain(SimulatedConnection one, int times, boolean hasArrived) {}
    }

    final VirtualTime time;
    final Observer observer;
    final List<VirtualPath> paths;
    final Set<SimulatedConnection> connections = new LinkedHashSet<>();
    final LiveOptions options;
    final Client client;
    private final Random random;
    private final Object selector = new Object();
    private final Object networkClient = new Object();
    private final VirtualKernel kernel = new VirtualKernel();
    private final NetworkLoss loss = new NetworkLoss();
    private final MeasuredLoss measuredLoss = new VirtualLoss(loss);
    /** In the order in which they were opened, so that a seed replays. */
    private final OpenConnections open = new OpenConnections() {
        @Override
        public List<Connection> all() {
            List<Connection> all = new ArrayList<>();
            connections.forEach(one -> all.add(one.connection));
            return all;
        }
    };

    private final FlowStateMachine flowStates;
    private final FlowsInDoubt doubts;
    private final FirstSends firstSends;
    private final UnansweredRequests unanswered;
    private final IdleDetector idleDetector;
    private final SettledFlows settled;
    private final ConnectionOptions socketOptions;
    private final double[] dueMs = new double[4];
    private double stoppedFromMs = -1;
    private double stoppedToMs = -1;
    private boolean detached;
    private DoubleConsumer beforeSend = restedMs -> {};

    SimulatedJvm(String settings, List<VirtualPath> paths, VirtualTime time, Random random, Observer observer) {
        this.time = time;
        this.paths = paths;
        this.random = random;
        this.observer = observer;
        try {
            options = new LiveOptions(Options.read(settings, new Properties(), Map.of()));
        } catch (Exception e) {
            throw new IllegalArgumentException(settings, e);
        }
        CanaryAssignment canary = new CanaryAssignment(options, IDENTITY);
        KafkaFields fields = new KafkaFields(null);
        NetworkClients networkClients = new NetworkClients(fields);
        PendingConnects pending = new PendingConnects(kernel, RECORDS);
        client = new Client("simulated", "producer", networkClient, selector, canary);
        flowStates = new FlowStateMachine(options, kernel, loss);
        doubts = new FlowsInDoubt(open, flowStates, loss, options, kernel, RECORDS);
        firstSends = new FirstSends(kernel, RECORDS, new FirstSendRecords(RECORDS), options, flowStates, doubts, loss);
        unanswered = new UnansweredRequests(
                open,
                pending,
                flowStates,
                doubts,
                loss,
                options,
                kernel,
                RECORDS,
                verifier(),
                measuredLoss,
                new VirtualTimers());
        idleDetector = new VirtualIdleDetector();
        settled = new SettledFlows(
                flowStates,
                open,
                new Connections(
                        new ClientRegistry(networkClients, canary),
                        networkClients,
                        kernel,
                        pending,
                        firstSends,
                        open,
                        new ConnectionRecords(RECORDS, new Neighbours())),
                LOG);
        socketOptions = new ConnectionOptions(options, canary, kernel, fields, LOG, flowStates);
        attend();
    }

    private Verifier verifier() {
        return new Verifier() {
            @Override
            public Verification connect(Flow flow) {
                return connect(flow.peer());
            }

            @Override
            public Verification connect(IdleFlow idleFlow) {
                return connect(idleFlow.peer());
            }

            private Verification connect(String peer) {
                observer.connects(peer);
                return new VirtualConnect(time, path(peer));
            }
        };
    }

    private VirtualPath path(String peer) {
        return paths.stream().filter(path -> path.peer.equals(peer)).findFirst().orElseThrow();
    }

    /** What the namespace's counters say. */
    private final class VirtualLoss extends MeasuredLoss {

        VirtualLoss(NetworkLoss loss) {
            super(loss);
        }

        @Override
        void sampleNow(long nowNs) {
            sampled(
                    paths.stream().mapToLong(VirtualPath::sent).sum(),
                    paths.stream().mapToLong(VirtualPath::sentAgain).sum(),
                    nowNs);
        }

        /** Each time that it is sent again is counted there. */
        @Override
        long lostByDeadFlow(int retransmits) {
            return retransmits + 2;
        }
    }

    /** What the namespace's table of sockets says. */
    private static final class VirtualTimers extends RoundTrips {

        @Override
        boolean isWindowClosed(Connection connection) {
            VirtualSocket socket = (VirtualSocket) connection.channel();
            return socket.tcp().isWindowClosed();
        }

        @Override
        int rtoMs(Connection connection, int retransmits) {
            return connection.flowState().rtoMs();
        }
    }

    /** The same table, for flows that come to rest. */
    private final class VirtualIdleDetector extends IdleDetector {

        VirtualIdleDetector() {
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

    SimulatedConnection open(VirtualPath path, String nodeId, SimulatedConnection.Shape shape, Runnable closed) {
        SimulatedConnection one = new SimulatedConnection(this, path, client, nodeId, shape, closed);
        connections.add(one);
        if (!detached) {
            socketOptions.apply(one.socket, selector, one.connection);
            one.callsBefore = one.socket.systemCalls();
        }
        OpenedConnections.add(open, one.connection);
        return one;
    }

    /** @param what is told for how many milliseconds the connection rested */
    void beforeSend(DoubleConsumer what) {
        beforeSend = what;
    }

    /** As Traffic has it. */
    void sending(Connection connection, int bytes) {
        if (detached) {
            return;
        }
        long nowNs = time.nowNs();
        long restedNs = nowNs - connection.lastNs();
        beforeSend.accept(restedNs / 1e6);
        connection.lastNs(nowNs);
        OpenedConnections.sent(connection, bytes);
        FirstSend before = connection.firstSend();
        if (restedNs >= options.idleThresholdNs() && (before == null || before.isOver())) {
            FirstSend first = new FirstSend(connection, "PRODUCE", bytes, restedNs / 1_000_000, nowNs, 0);
            connection.firstSend(first);
            first.userTimeoutMs(flowStates.firstSend(connection));
            firstSends.sent(first);
            dueMs[0] = 0;
        } else if (connection.flowState().isQuiet()) {
            flowStates.sendsAgain(connection);
        }
    }

    void received(Connection connection) {
        if (detached) {
            return;
        }
        OpenedConnections.received(connection);
        connection.lastNs(time.nowNs());
        FirstSend waiting = connection.firstSend();
        if (waiting != null) {
            connection.firstSend(null);
            firstSends.answered(waiting, time.nowNs());
        }
    }

    void closed(SimulatedConnection one) {
        OpenedConnections.remove(open, one.connection);
        if (one.connection.firstSend() != null && !detached) {
            firstSends.closed(one.connection.firstSend());
        }
        connections.remove(one);
        try {
            one.socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Neither Kafka nor the agent runs; their kernel does. */
    void stops(double fromMs, double toMs) {
        stoppedFromMs = fromMs;
        stoppedToMs = toMs;
    }

    boolean wasStoppedBetween(double fromMs, double toMs) {
        return stoppedToMs >= 0 && stoppedFromMs < toMs && stoppedToMs > fromMs;
    }

    double leftOfStopMs() {
        return time.nowMs() >= stoppedFromMs && time.nowMs() < stoppedToMs ? stoppedToMs - time.nowMs() : 0;
    }

    /** As soon as its threads run, in an order that nobody knows. */
    void whenItRuns(double inMs, Runnable what) {
        double leftMs = leftOfStopMs();
        if (leftMs > 0) {
            time.in(leftMs + inMs + random.nextInt(30), () -> whenItRuns(0, what));
        } else if (inMs > 0) {
            time.in(inMs, () -> whenItRuns(0, what));
        } else {
            what.run();
        }
    }

    /** The agent leaves. @param restores whether each socket gets back what it had before the agent */
    void detach(boolean restores) {
        firstSends.end();
        settled.settle();
        if (restores) {
            socketOptions.release();
            for (SimulatedConnection one : connections) {
                socketOptions.apply(one.socket, selector, one.connection);
            }
        }
        detached = true;
    }

    boolean isDetached() {
        return detached;
    }

    private void attend() {
        double leftMs = leftOfStopMs();
        if (leftMs > 0) {
            // what came meanwhile is read first
            dueMs[0] = stoppedToMs + 250;
            time.in(leftMs + random.nextInt(30), this::attend);
            return;
        }
        if (detached) {
            return;
        }
        double nextMs = time.nowMs() + 1_000;
        for (int i = 0; i < dueMs.length; i++) {
            if (time.nowMs() >= dueMs[i]) {
                dueMs[i] = time.nowMs() + look(i, time.nowNs());
            }
            nextMs = Math.min(nextMs, dueMs[i]);
        }
        tellVerdicts();
        // a busy machine
        double lateMs = random.nextInt(20) == 0 ? random.nextInt(150) : random.nextInt(5);
        time.in(Math.max(1, nextMs - time.nowMs()) + lateMs, this::attend);
    }

    private double look(int which, long nowNs) {
        long ms;
        switch (which) {
            case 0:
                ms = FirstSendLooks.hasWork(firstSends) ? FirstSendLooks.look(firstSends, nowNs) : 1_000;
                break;
            case 1:
                ms = connections.isEmpty() ? 100 : unanswered.look(nowNs);
                break;
            case 2:
                doubts.takeFindings(nowNs);
                ms = doubts.hasWork() ? doubts.look(nowNs) : 50;
                break;
            default:
                ms = idleDetector.look(nowNs);
        }
        return ms == Periodic.NEVER ? 50 : ms;
    }

    private void tellVerdicts() {
        for (SimulatedConnection one : new ArrayList<>(connections)) {
            Verdict verdict = one.connection.closeState().judged();
            if (verdict != one.told) {
                one.told = verdict;
                if (verdict != null) {
                    observer.judged(one, verdict);
                }
            }
        }
    }

    /** What it knows of the network by now. */
    MeasuredLoss measuredLoss() {
        return measuredLoss;
    }

    /** What the agent keeps of all that it has seen. */
    List<Object> kept() {
        return List.of(flowStates, doubts, firstSends, unanswered, idleDetector, open, loss);
    }
}
