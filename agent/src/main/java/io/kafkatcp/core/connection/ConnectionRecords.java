package io.kafkatcp.core.connection;

import io.kafkatcp.core.connection.incident.Incident;
import io.kafkatcp.core.kernel.LocalPorts;
import io.kafkatcp.core.kernel.Neighbour;
import io.kafkatcp.core.kernel.Neighbours;
import io.kafkatcp.core.options.OptionsInForce;
import io.kafkatcp.core.record.Counted;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.sink.Records;

/** Makes the records of a connection's life, with the fields of the schema and a sentence that a person can act on. */
public final class ConnectionRecords {

    private static final long COUNTED_AGAIN_NS = 10_000_000_000L;

    private final Records records;
    private final Neighbours neighbours;
    /** What was counted last, on the agent's thread alone. */
    private LocalPorts ports;

    private String countedFor;
    private long countedNs;

    public ConnectionRecords(Records records, Neighbours neighbours) {
        this.records = records;
        this.neighbours = neighbours;
    }

    /** Of the whole JVM, where nobody has found out yet. */
    long standstillMs(long nowNs) {
        return records.standstillMs(nowNs);
    }

    void opened(Connection connection, OptionsInForce optionsInForce) {
        long connectMs = connection.handshake().sinceStartMs(System.nanoTime());
        Record record =
                about(connection, Event.CONNECTION_OPENED, Record.Level.DEBUG).number("connect_ms", connectMs);
        addSynRetransmits(connection, record);
        optionsInForce.addTo(record);
        int again = connection.handshake().synRetransmits();
        records.publish(record.verdict(ConnectVerdict.ofOpened(connection))
                .sentence("Connected to " + connection.describe() + " from "
                        + connection.endpoints().describeLocal() + " in "
                        + connectMs + " ms"
                        + (again > 0
                                ? ", when the SYN had been sent again " + Counted.times(again)
                                        + ": it or its answer was"
                                        + " lost, or the broker's queue of connections was full."
                                : ".")));
        // also where no sink is on: from now on it can come to rest
        records.wake();
    }

    /** Nothing is told of one that was there before the agent; a request may be stuck on it already. */
    void adopted() {
        records.wake();
    }

    /**
     * Given up while it was pending: no failure by itself, unless the SYN had been sent again in vain.
     *
     * @param reason {@code client} or {@code rebootstrap}, as of {@link #closed}
     */
    void abandoned(Connection connection, String reason) {
        boolean withClient = reason.equals("client");
        long elapsedMs = connection.handshake().sinceStartMs(System.nanoTime());
        Record record = about(connection, Event.CONNECT_FAILED, Record.Level.DEBUG)
                .text("outcome", Outcome.OTHER)
                .number("elapsed_ms", elapsedMs);
        addSynRetransmits(connection, record);
        addPhase(connection, record);
        records.publish(record.text(
                        "error",
                        withClient
                                ? "the client was closed before the connection was there"
                                : "Kafka began to ask bootstrap.servers anew before the connection was there")
                .verdict(
                        connection.handshake().synRetransmits() > 0 ? Verdict.CONNECT_UNANSWERED : Verdict.UNDETERMINED)
                .repeatedAs(Event.CONNECT_FAILED + " closed " + connection.describe())
                .sentence("Connect to " + connection.describe() + " from "
                        + connection.endpoints().describeLocal()
                        + " was given up after " + elapsedMs + " ms, "
                        + (withClient ? "with its client." : "for a rebootstrap of its client.")));
    }

    /** @param thrown null where Kafka gave up without an exception */
    void failed(Connection connection, String outcome, Throwable thrown) {
        long elapsedMs = connection.handshake().sinceStartMs(System.nanoTime());
        Record record = about(connection, Event.CONNECT_FAILED, Record.Level.WARN)
                .text("outcome", outcome)
                .number("elapsed_ms", elapsedMs);
        addSynRetransmits(connection, record);
        addPhase(connection, record);
        String error = error(connection, outcome, thrown);
        Verdict verdict = ConnectVerdict.of(outcome, connection);
        connection
                .client()
                .incidents()
                .add(new Incident(
                        connection.nodeId(),
                        verdict,
                        "the connect to " + connection.describe() + " failed after " + elapsedMs + " ms: " + error));
        record.text("error", error)
                .verdict(verdict)
                .repeatedAs(Event.CONNECT_FAILED + " " + outcome + " " + connection.describe())
                .sentence("Connect to " + connection.describe() + " from "
                        + connection.endpoints().describeLocal() + " failed after " + elapsedMs + " ms: " + error
                        + ConnectVerdict.sentence(outcome, connection));
        records.publish(record, look(record, connection, outcome));
    }

    private Runnable look(Record record, Connection connection, String outcome) {
        if (outcome.equals(Outcome.NO_PORT)) {
            return new PortLook(record, connection);
        }
        return outcome.equals(Outcome.TIMEOUT) && !connection.isOpen() || outcome.equals(Outcome.UNREACHABLE)
                ? new NeighbourLook(record, connection.endpoints().peerIp())
                : null;
    }

    /**
     * Reads files that are long just then, so it waits for the agent's thread, and is done once in a while for all that
     * fail.
     */
    private final class PortLook implements Runnable {

        private final Record record;
        private final Connection connection;

        PortLook(Record record, Connection connection) {
            this.record = record;
            this.connection = connection;
        }

        @Override
        public void run() {
            String peer = connection.endpoints().peerIp()
                    + ':'
                    + connection.endpoints().peerPort();
            long nowNs = System.nanoTime();
            if (!peer.equals(countedFor) || nowNs - countedNs >= COUNTED_AGAIN_NS) {
                ports = LocalPorts.towards(
                        connection.endpoints().peerIp(), connection.endpoints().peerPort());
                countedFor = peer;
                countedNs = nowNs;
            }
            if (ports != null) {
                record.text("evidence", ports.describe());
                record.sentence(record.sentence() + " Now " + ports.describe() + ".");
                if (ports.areUsedUp()) {
                    record.verdict(Verdict.LOCAL_PORTS_EXHAUSTED);
                }
            }
        }
    }

    /**
     * Reads files, so it waits for the agent's thread: whether this host itself knew the way is half of an ARP
     * question.
     */
    private final class NeighbourLook implements Runnable {

        private final Record record;
        private final String peerIp;

        NeighbourLook(Record record, String peerIp) {
            this.record = record;
            this.peerIp = peerIp;
        }

        @Override
        public void run() {
            Neighbour found = peerIp == null ? null : neighbours.towards(peerIp);
            if (found != null) {
                record.text("neighbour_ip", found.ip)
                        .text("neighbour_mac", found.mac)
                        .flag("neighbour_complete", found.complete);
            }
        }
    }

    /**
     * @param reason {@code client}: with the whole client; {@code timeout}: Kafka gave it up, mostly for
     *     request.timeout.ms; {@code idle}: Kafka closed it after connections.max.idle.ms; {@code rebootstrap}: Kafka
     *     closed all that it had, to ask bootstrap.servers anew; {@code lost}: by the broker, the kernel or something
     *     between
     */
    void closed(Connection connection, String reason) {
        long nowNs = System.nanoTime();
        long livedMs = connection.livedMs(nowNs);
        Record record = about(connection, Event.CONNECTION_CLOSED, Record.Level.DEBUG)
                .text("reason", reason)
                .text("error", connection.closeState().readError())
                .number("lived_ms", livedMs)
                .number("idle_ms", connection.idleMs(nowNs));
        connection.counts().addTo(record);
        if (reason.equals("lost") && connection.closeState().readError() != null) {
            record.verdict(CloseEvidence.ofLost(connection));
        }
        records.publish(
                record.sentence("Connection to " + connection.describe() + " ended after " + livedMs + " ms: " + reason
                        + (connection.closeState().readError() == null
                                ? "."
                                : " (" + connection.closeState().readError() + ").")));
    }

    public static Record about(Client client, Event event, Record.Level level) {
        return new Record(event, level, client.kafkaLoader())
                .text("client_id", client.id())
                .text("client_type", client.type())
                .text("arm", client.arm(null));
    }

    public static Record about(Connection connection, Event event, Record.Level level) {
        Record record = about(connection.client(), event, level)
                .text("arm", connection.arm())
                .text("node_id", connection.nodeId())
                .text("server_name", connection.endpoints().serverName())
                .text("peer_ip", connection.endpoints().peerIp());
        addPort(record, "peer_port", connection.endpoints().peerPort());
        record.text("local_ip", connection.endpoints().localIp());
        addPort(record, "local_port", connection.endpoints().localPort());
        return record;
    }

    private static void addPort(Record record, String field, int port) {
        if (port > 0) {
            record.number(field, port);
        }
    }

    private static void addSynRetransmits(Connection connection, Record record) {
        if (connection.handshake().synRetransmits() >= 0) {
            record.number("syn_retransmits", connection.handshake().synRetransmits());
        }
    }

    private static String error(Connection connection, String outcome, Throwable thrown) {
        if (thrown != null) {
            String said = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
            return outcome.equals(Outcome.TLS) ? said + reason(thrown, said) : said;
        }
        if (outcome.equals(Outcome.DNS)) {
            return "the name could not be resolved";
        }
        if (!connection.isOpen()) {
            return "no connection within Kafka's connection setup timeout";
        }
        Handshake.Phase phase = connection.handshake().phase();
        return "connected, but " + (phase == null ? "TLS or SASL" : phase.name())
                + " was not over within Kafka's connection setup timeout";
    }

    /** Kafka says only that TLS failed; what the JDK, or the peer by an alert, has against it stands in the cause. */
    private static String reason(Throwable thrown, String said) {
        String reason = thrown.getCause() == null ? null : thrown.getCause().getMessage();
        return reason == null || said.contains(reason) ? "" : ": " + reason;
    }

    /** How far it came, and whether the peer's kernel acknowledged what TLS or SASL sent. */
    private static void addPhase(Connection connection, Record record) {
        Handshake handshake = connection.handshake();
        Handshake.Phase phase = connection.isOpen() ? handshake.phase() : Handshake.Phase.TCP;
        if (connection.endpoints().wasCalled() && phase != null) {
            record.text("phase", phase.jsonName);
        }
        if (handshake.acknowledged() != null) {
            record.flag("acknowledged", handshake.acknowledged());
        }
    }
}
