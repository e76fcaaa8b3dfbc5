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
import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kernel.Neighbours;
import io.kafkatcp.core.options.CanaryAssignment;
import io.kafkatcp.core.options.ConnectionOptions;
import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.runtime.Periodic;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.sink.SinkChoice;
import io.kafkatcp.core.start.Stderr;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.DoubleConsumer;

/** All of the agent that decides about flows, as it is shipped, and what Kafka's network thread tells it. */
final class SimulatedAgent {

    private static final AgentLog LOG = new AgentLog(new Stderr(new PrintStream(OutputStream.nullOutputStream())));
    private static final Identity IDENTITY = new Identity("0", null);
    private static final Records RECORDS = Records.open(LOG, IDENTITY, new OpenConnections(), new SinkChoice());

    final Client client;
    private final SimulatedJvm jvm;
    private final LiveOptions options;
    private final Object selector = new Object();
    private final Object networkClient = new Object();
    private final VirtualKernel kernel = new VirtualKernel();
    private final NetworkLoss loss = new NetworkLoss();
    private final MeasuredLoss measuredLoss;
    /** In the order in which they were opened, so that a seed replays. */
    private final OpenConnections open = new OpenConnections() {
        @Override
        public List<Connection> all() {
            List<Connection> all = new ArrayList<>();
            jvm.connections.forEach(one -> all.add(one.connection));
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
    private boolean detached;
    private DoubleConsumer beforeSend = restedMs -> {};

    SimulatedAgent(String settings, SimulatedJvm jvm) {
        this.jvm = jvm;
        try {
            options = new LiveOptions(Options.read(settings, new Properties(), Map.of()));
        } catch (Exception e) {
            throw new IllegalArgumentException(settings, e);
        }
        measuredLoss = new VirtualTables.Counters(loss, jvm.paths);
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
                new VirtualTables.Timers());
        idleDetector = new VirtualTables.Rests(open, flowStates, options, kernel);
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
                jvm.observer.connects(peer);
                return new VirtualConnect(jvm.time, path(peer));
            }
        };
    }

    private VirtualPath path(String peer) {
        return jvm.paths.stream()
                .filter(path -> path.peer.equals(peer))
                .findFirst()
                .orElseThrow();
    }

    /** Its options are set. */
    void opened(SimulatedConnection one) {
        if (!detached) {
            socketOptions.apply(one.socket, selector, one.connection);
            one.callsBefore = one.socket.systemCalls();
        }
        OpenedConnections.add(open, one.connection);
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
        long nowNs = jvm.time.nowNs();
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
        connection.lastNs(jvm.time.nowNs());
        FirstSend waiting = connection.firstSend();
        if (waiting != null) {
            connection.firstSend(null);
            firstSends.answered(waiting, jvm.time.nowNs());
        }
    }

    void closed(SimulatedConnection one) {
        OpenedConnections.remove(open, one.connection);
        if (one.connection.firstSend() != null && !detached) {
            firstSends.closed(one.connection.firstSend());
        }
    }

    void detach(boolean restores) {
        firstSends.end();
        settled.settle();
        if (restores) {
            socketOptions.release();
            for (SimulatedConnection one : jvm.connections) {
                socketOptions.apply(one.socket, selector, one.connection);
            }
        }
        detached = true;
    }

    boolean isDetached() {
        return detached;
    }

    /** What came while nothing ran is read first. */
    void looksNotBefore(double ms) {
        dueMs[0] = ms;
    }

    /** @return when to look again */
    double look() {
        double nowMs = jvm.time.nowMs();
        double nextMs = nowMs + 1_000;
        for (int i = 0; i < dueMs.length; i++) {
            if (nowMs >= dueMs[i]) {
                dueMs[i] = nowMs + look(i, jvm.time.nowNs());
            }
            nextMs = Math.min(nextMs, dueMs[i]);
        }
        return nextMs;
    }

    private double look(int which, long nowNs) {
        long ms;
        switch (which) {
            case 0:
                ms = FirstSendLooks.hasWork(firstSends) ? FirstSendLooks.look(firstSends, nowNs) : 1_000;
                break;
            case 1:
                ms = jvm.connections.isEmpty() ? 100 : unanswered.look(nowNs);
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

    /** What it knows of the network by now. */
    MeasuredLoss measuredLoss() {
        return measuredLoss;
    }

    /** What the agent keeps of all that it has seen. */
    List<Object> kept() {
        return List.of(flowStates, doubts, firstSends, unanswered, idleDetector, open, loss);
    }
}
