package io.kafkatcp.core.connection;

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
     * Given up while it was pending.
     *
     * @param reason {@code client} or {@code rebootstrap}, as of {@link #closed}
     */
    void abandoned(Connection connection, String reason) {
        records.publish(FailedConnect.abandoned(connection, reason));
    }

    /** @param thrown null where Kafka gave up without an exception */
    void failed(Connection connection, String outcome, Throwable thrown) {
        Record record = FailedConnect.failed(connection, outcome, thrown);
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

    static void addSynRetransmits(Connection connection, Record record) {
        if (connection.handshake().synRetransmits() >= 0) {
            record.number("syn_retransmits", connection.handshake().synRetransmits());
        }
    }
}
