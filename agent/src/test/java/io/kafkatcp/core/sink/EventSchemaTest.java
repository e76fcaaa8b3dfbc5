package io.kafkatcp.core.sink;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.EventFields;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.record.Record.Level;
import io.kafkatcp.core.sink.json.JsonLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class EventSchemaTest {

    private static final JsonLine JSON = new JsonLine(new Identity("0.1.0", "orders"));

    public static Stream<Record> everyEventWithAllItsFields() {
        return Stream.of(
                connection(Event.CONNECTION_OPENED)
                        .number("connect_ms", 3)
                        .number("syn_retransmits", 1)
                        .text("verdict", "syn_answered_late")
                        .number("keepalive_idle_s", 37)
                        .number("keepalive_interval_s", 9)
                        .number("keepalive_count", 3)
                        .number("user_timeout_ms", 20_000),
                connection(Event.CONNECT_FAILED)
                        .text("outcome", "timeout")
                        .number("elapsed_ms", 10_000)
                        .number("syn_retransmits", 3)
                        .text("phase", "tls")
                        .flag("acknowledged", false)
                        .text("evidence", "4 of the 4 ports are taken")
                        .text("error", "timed out")
                        .text("neighbour_ip", "10.0.3.1")
                        .text("neighbour_mac", "02:00:00:00:00:01")
                        .flag("neighbour_complete", true)
                        .text("verdict", "connect_unanswered"),
                connection(Event.CONNECTION_CLOSED)
                        .text("reason", "lost")
                        .text("error", "Connection reset")
                        .text("verdict", "flow_reset")
                        .number("lived_ms", 1)
                        .number("idle_ms", 1)
                        .number("requests", 2)
                        .number("request_bytes", 200)
                        .number("responses", 1)
                        .number("response_bytes", 100),
                connection(Event.CONNECTION_ALIVE).number("responses", 7).number("idle_ms", 8),
                postIdle(Event.POST_IDLE_SEND)
                        .text("outcome", "answered")
                        .number("response_ms", 11_400)
                        .number("user_timeout_ms", 3_000),
                postIdle(Event.POST_IDLE_STALLED).number("waiting_ms", 5_000),
                connection(Event.FLOWS_IN_DOUBT)
                        .number("idle_ms", 60_000)
                        .number("retransmits", 2)
                        .number("in_doubt", 4)
                        .number("probed", 4)
                        .number("closed", 3)
                        .number("kept", 1)
                        .number("used", 0)
                        .number("took_ms", 2_200),
                connection(Event.STALL_JUDGED)
                        .number("waiting_ms", 850)
                        .number("retransmits", 2)
                        .text("verdict", "flow_blackholed")
                        .text("action", "ended")
                        .number("verify_local_port", 50_001)
                        .number("segment_bytes", 1_448),
                connection(Event.STALL_OVER)
                        .text("verdict", "flow_blackholed")
                        .text("action", "ended")
                        .text("outcome", "recovered")
                        .number("recovered_ms", 120)
                        .number("after_ms", 120)
                        .number("new_local_port", 50_002),
                connection(Event.BATCH_EXPIRED)
                        .text("topic", "orders")
                        .number("partition", 0)
                        .number("records", 3)
                        .number("bytes", 350)
                        .number("age_ms", 120_004)
                        .number("attempts", 1)
                        .flag("in_flight", true)
                        .text("verdict", "flow_blackholed")
                        .text("evidence", "the first send to node 1 was unanswered"),
                connection(Event.RECORDS_FAILED)
                        .text("topic", "orders")
                        .number("partition", 0)
                        .number("records", 3)
                        .number("bytes", 350)
                        .number("age_ms", 120_004)
                        .number("attempts", 1)
                        .flag("in_flight", true)
                        .text("how", "disconnected")
                        .text("error", "Disconnected from node 1")
                        .text("verdict", "flow_blackholed")
                        .text("evidence", "the first send to node 1 was unanswered"));
    }

    private static Record connection(Event event) {
        return new Record(event, Level.INFO, null)
                .text("client_id", "orders-0")
                .text("client_type", "producer")
                .text("arm", "enforced")
                .text("node_id", "-1")
                .text("server_name", "b")
                .text("peer_ip", "::1")
                .number("peer_port", 9_092)
                .text("local_ip", "::1")
                .number("local_port", 50_000);
    }

    private static Record postIdle(Event event) {
        return connection(event)
                .number("idle_ms", 350_000)
                .text("request", "PRODUCE")
                .number("request_bytes", 212)
                .number("retransmits", 5)
                .pairs("timeline", new long[] {0, 0, 200, 1})
                .text("verdict", "flow_blackholed");
    }

    @ParameterizedTest
    @MethodSource("everyEventWithAllItsFields")
    void everyEventWithAllItsFieldsIsInTheSchema(Record record) {
        assertThat(errors(record)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyEventWithAllItsFields")
    void aFieldThatTheSchemaDoesNotNameIsRefused(Record record) {
        assertThat(errors(record.number("nonsense", 1))).isNotEmpty();
    }

    @Test
    void theTestTriesEveryFieldOfTheSchema() throws IOException {
        JsonNode events =
                new JsonMapper().readTree(Files.readString(EventSchema.FILE)).get("$defs");
        for (Record record : everyEventWithAllItsFields().toList()) {
            List<String> own = events.get(record.event().jsonName)
                    .get("properties")
                    .propertyStream()
                    .filter(property -> !property.getValue().isBoolean())
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(record.fields().keySet()).as(record.event().jsonName).containsAll(own);
        }
    }

    @Test
    void whatFlightRecorderKnowsBeforehandIsWhatTheSchemaSays() throws IOException {
        JsonNode events =
                new JsonMapper().readTree(Files.readString(EventSchema.FILE)).get("$defs");
        for (Record record : everyEventWithAllItsFields().toList()) {
            Map<String, EventFields.Kind> known = EventFields.of(record.event());
            assertThat(known.keySet())
                    .as(record.event().jsonName)
                    .containsExactlyInAnyOrderElementsOf(record.fields().keySet());
            record.fields()
                    .forEach((field, value) ->
                            assertThat(kindOf(value)).as(field).isEqualTo(known.get(field)));
            assertThat(events.has(record.event().jsonName)).isTrue();
        }
        assertThat(everyEventWithAllItsFields().map(Record::event))
                .containsExactlyInAnyOrderElementsOf(EventFields.events());
    }

    private static EventFields.Kind kindOf(Object value) {
        return value instanceof Long
                ? EventFields.Kind.NUMBER
                : value instanceof Boolean
                        ? EventFields.Kind.FLAG
                        : value instanceof String ? EventFields.Kind.TEXT : EventFields.Kind.PAIRS;
    }

    @Test
    void thePageOfRecordsNamesEveryFieldOfEveryEvent() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/records.md"));
        String ofEveryEvent = rows.stream()
                .dropWhile(line -> !line.startsWith("Every event has"))
                .takeWhile(line -> !line.isEmpty())
                .collect(joining("\n"));
        assertThat(ofEveryEvent).isNotEmpty();
        for (Record record : everyEventWithAllItsFields().toList()) {
            String row = rows.stream()
                    .filter(line -> line.startsWith("| `" + record.event() + "` |"))
                    .findFirst()
                    .orElseThrow();
            for (String field : record.fields().keySet()) {
                assertThat(row + ofEveryEvent).as(record.event().jsonName).contains("`" + field + "`");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect_faild", "CONNECT_FAILED", ""})
    void anUnknownEventIsRefused(String event) {
        String known = new String(JSON.of(connection(Event.CONNECTION_OPENED)), StandardCharsets.UTF_8);
        assertThat(EventSchema.errors(known)).isEmpty();
        assertThat(EventSchema.errors(known.replace("connection_opened", event)))
                .isNotEmpty();
    }

    @Test
    void aWrongWordOrAMissingFieldOrAWrongTypeIsRefused() {
        assertThat(errors(connection(Event.CONNECT_FAILED).text("outcome", "slow")))
                .isNotEmpty();
        assertThat(errors(connection(Event.CONNECT_FAILED))).isNotEmpty();
        assertThat(errors(connection(Event.CONNECTION_CLOSED)
                        .text("reason", "client")
                        .text("lived_ms", "1")))
                .isNotEmpty();
        assertThat(errors(connection(Event.POST_IDLE_SEND).number("idle_ms", -1).text("outcome", "answered")))
                .isNotEmpty();
    }

    @Test
    void theLongestTextIsInTheSchema() {
        assertThat(errors(connection(Event.CONNECT_FAILED)
                        .text("outcome", "other")
                        .text("error", "x".repeat(64_000))))
                .isEmpty();
    }

    private static List<String> errors(Record record) {
        return EventSchema.errors(new String(JSON.of(record), StandardCharsets.UTF_8));
    }
}
