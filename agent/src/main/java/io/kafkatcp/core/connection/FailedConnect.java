package io.kafkatcp.core.connection;

import io.kafkatcp.core.connection.incident.Incident;
import io.kafkatcp.core.kernel.SystemErrors;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.record.Verdict;

/**
 * Makes the record of a connect that failed, or was given up before it was there: what was thrown, and how far it came.
 */
final class FailedConnect {

    private FailedConnect() {}

    /**
     * No failure by itself, unless the SYN had been sent again in vain.
     *
     * @param reason {@code client} or {@code rebootstrap}
     */
    static Record abandoned(Connection connection, String reason) {
        boolean withClient = reason.equals("client");
        long elapsedMs = connection.handshake().sinceStartMs(System.nanoTime());
        return about(connection, Record.Level.DEBUG, Outcome.OTHER, elapsedMs)
                .text(
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
                        + (withClient ? "with its client." : "for a rebootstrap of its client."));
    }

    /**
     * Also keeps it as evidence for the records that are lost with it.
     *
     * @param thrown null where Kafka gave up without an exception
     */
    static Record failed(Connection connection, String outcome, Throwable thrown) {
        long elapsedMs = connection.handshake().sinceStartMs(System.nanoTime());
        Record record = about(connection, Record.Level.WARN, outcome, elapsedMs);
        String error = error(connection, outcome, thrown);
        Verdict verdict = ConnectVerdict.of(outcome, connection);
        connection
                .client()
                .incidents()
                .add(new Incident(
                        connection.nodeId(),
                        verdict,
                        "the connect to " + connection.describe() + " failed after " + elapsedMs + " ms: " + error));
        return record.text("error", error)
                .verdict(verdict)
                .repeatedAs(Event.CONNECT_FAILED + " " + outcome + " " + connection.describe())
                .sentence("Connect to " + connection.describe() + " from "
                        + connection.endpoints().describeLocal() + " failed after " + elapsedMs + " ms: " + error
                        + ConnectVerdict.sentence(outcome, connection));
    }

    private static Record about(Connection connection, Record.Level level, String outcome, long elapsedMs) {
        Record record = ConnectionRecords.about(connection, Event.CONNECT_FAILED, level)
                .text("outcome", outcome)
                .number("elapsed_ms", elapsedMs);
        ConnectionRecords.addSynRetransmits(connection, record);
        addPhase(connection, record);
        return record;
    }

    private static String error(Connection connection, String outcome, Throwable thrown) {
        if (thrown != null) {
            String said = thrown.getMessage() == null
                    ? thrown.getClass().getSimpleName()
                    : SystemErrors.english(thrown.getMessage());
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
