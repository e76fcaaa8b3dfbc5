package io.kafkatcp.core.connection;

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

    private final Records records;
    private final Neighbours neighbours;

    public ConnectionRecords(Records records, Neighbours neighbours) {
        this.records = records;
        this.neighbours = neighbours;
    }

    void opened(Connection connection, OptionsInForce optionsInForce) {
        long connectMs = connection.connectMs(System.nanoTime());
        Record record =
                about(connection, Event.CONNECTION_OPENED, Record.Level.DEBUG).number("connect_ms", connectMs);
        addSynRetransmits(connection, record);
        optionsInForce.addTo(record);
        records.publish(record.sentence("Connected to " + connection.describe() + " from " + connection.describeLocal()
                + " in " + connectMs + " ms."));
        // also where no sink is on: from now on it can come to rest
        records.wake();
    }

    /** Its client was closed while it was pending: no failure by itself, unless the SYN had been sent again in vain. */
    void abandoned(Connection connection) {
        long elapsedMs = connection.connectMs(System.nanoTime());
        Record record = about(connection, Event.CONNECT_FAILED, Record.Level.DEBUG)
                .text("outcome", Outcome.OTHER)
                .number("elapsed_ms", elapsedMs);
        addSynRetransmits(connection, record);
        records.publish(record.text("error", "the client was closed before the connection was there")
                .verdict(connection.synRetransmits() > 0 ? Verdict.CONNECT_UNANSWERED : Verdict.UNDETERMINED)
                .repeatedAs(Event.CONNECT_FAILED + " closed " + connection.describe())
                .sentence("Connect to " + connection.describe() + " from " + connection.describeLocal()
                        + " was given up after " + elapsedMs + " ms, with its client."));
    }

    /** @param thrown null where Kafka gave up without an exception */
    void failed(Connection connection, String outcome, Throwable thrown) {
        long elapsedMs = connection.connectMs(System.nanoTime());
        Record record = about(connection, Event.CONNECT_FAILED, Record.Level.WARN)
                .text("outcome", outcome)
                .number("elapsed_ms", elapsedMs);
        addSynRetransmits(connection, record);
        String error = error(connection, outcome, thrown);
        Verdict verdict = Outcome.verdict(outcome, connection.isOpen());
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
                .sentence("Connect to " + connection.describe() + " from " + connection.describeLocal()
                        + " failed after " + elapsedMs + " ms: " + error + synSentence(connection, outcome));
        if (outcome.equals(Outcome.TIMEOUT) || outcome.equals(Outcome.UNREACHABLE)) {
            records.publish(record, new NeighbourLook(record, connection.peerIp()));
        } else {
            records.publish(record);
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
     *     request.timeout.ms; {@code idle}: Kafka closed it after connections.max.idle.ms; {@code lost}: by the broker,
     *     the kernel or something between
     */
    void closed(Connection connection, String reason) {
        long nowNs = System.nanoTime();
        long livedMs = connection.livedMs(nowNs);
        Record record = about(connection, Event.CONNECTION_CLOSED, Record.Level.DEBUG)
                .text("reason", reason)
                .text("error", connection.readError())
                .number("lived_ms", livedMs)
                .number("idle_ms", connection.idleMs(nowNs));
        connection.counts().addTo(record);
        records.publish(record.sentence("Connection to " + connection.describe() + " ended after " + livedMs + " ms: "
                + reason + (connection.readError() == null ? "." : " (" + connection.readError() + ").")));
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
                .text("server_name", connection.serverName())
                .text("peer_ip", connection.peerIp());
        addPort(record, "peer_port", connection.peerPort());
        record.text("local_ip", connection.localIp());
        addPort(record, "local_port", connection.localPort());
        return record;
    }

    private static void addPort(Record record, String field, int port) {
        if (port > 0) {
            record.number(field, port);
        }
    }

    private static void addSynRetransmits(Connection connection, Record record) {
        if (connection.synRetransmits() >= 0) {
            record.number("syn_retransmits", connection.synRetransmits());
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
        return connection.isOpen()
                ? "connected, but TLS or SASL was not over within Kafka's connection setup timeout"
                : "no connection within Kafka's connection setup timeout";
    }

    /** Kafka says only that TLS failed; what the JDK, or the peer by an alert, has against it stands in the cause. */
    private static String reason(Throwable thrown, String said) {
        String reason = thrown.getCause() == null ? null : thrown.getCause().getMessage();
        return reason == null || said.contains(reason) ? "" : ": " + reason;
    }

    private static String synSentence(Connection connection, String outcome) {
        int again = connection.synRetransmits();
        if (!outcome.equals(Outcome.TIMEOUT) || again < 1) {
            return ".";
        }
        return "; the SYN was sent again " + Counted.times(again)
                + " and nothing came back. If other clients reach this broker, look first for " + connection.localIp()
                + " in the broker's ARP table, then for " + connection.peerIp() + " in this host's.";
    }
}
