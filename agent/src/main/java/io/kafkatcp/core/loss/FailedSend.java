package io.kafkatcp.core.loss;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.ConnectionRecords;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;

/** A record that {@code send} did not take, and why; speaks for those that followed within the same second. */
final class FailedSend {

    private final Client client;
    private final String how;
    private final long waitedMs;
    private final String error;
    private final LossVerdict why;
    /** Null where it is not known; from then on where it is not the same for all. */
    private volatile String topic;

    private final String repeatedAs;

    FailedSend(Client client, String how, String topic, long waitedMs, Throwable error, LossVerdict why) {
        this.client = client;
        this.how = how;
        this.topic = topic;
        this.waitedMs = waitedMs;
        this.error = String.valueOf(error.getMessage());
        this.why = why;
        this.repeatedAs = Event.RECORDS_FAILED + " " + how + " " + why.verdict() + " " + (topic == null ? "" : topic);
    }

    void alsoFor(String other) {
        String mine = topic;
        if (mine != null && !mine.equals(other)) {
            topic = null;
        }
    }

    /** @param cause why none is taken, to be read after "was not taken" */
    Record record(String cause) {
        return record(
                1,
                "A record" + forTopic() + " was not taken after " + waitedMs + " ms" + cause + " (" + error + "): "
                        + why.text() + ".");
    }

    /** For those that were counted only. */
    Record more(long count) {
        return record(
                count,
                count + " more record(s)" + forTopic() + " were not taken within about a second, for the same cause ("
                        + error + "): " + why.text() + ".");
    }

    private Record record(long count, String sentence) {
        return ConnectionRecords.about(client, Event.RECORDS_FAILED, Record.Level.WARN)
                .text("topic", topic)
                .number("records", count)
                .number("age_ms", waitedMs)
                .text("how", how)
                .text("error", error)
                .verdict(why.verdict())
                .text("evidence", why.text())
                .repeatedAs(repeatedAs)
                .sentence(sentence);
    }

    private String forTopic() {
        String mine = topic;
        return mine == null ? "" : " for " + mine;
    }
}
