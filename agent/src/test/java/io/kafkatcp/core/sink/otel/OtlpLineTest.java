package io.kafkatcp.core.sink.otel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.sink.EventSchemaTest;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.sink.IdentityOf;
import io.kafkatcp.core.sink.file.LineFormat;
import io.kafkatcp.core.sink.json.JsonLine;
import io.kafkatcp.recordfile.AllFields;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What OpenTelemetry's own classes and the agent's own reader make of a line. */
class OtlpLineTest {

    private static final String EVENTS = "io.kafkatcp.core.sink.EventSchemaTest#everyEventWithAllItsFields";
    private static final Identity IDENTITY = IdentityOf.environment(Map.of(
            "HOSTNAME",
            "pod-7",
            "OTEL_SERVICE_NAME",
            "orders",
            "OTEL_RESOURCE_ATTRIBUTES",
            "k8s.pod.name=orders-0,k8s.node.name=n%201+2,cloud.availability_zone=eu-1a,service.name=not-this,,x,=y"));

    private final LineFormat otlp = new OtlpLine(IDENTITY);

    @ParameterizedTest
    @MethodSource(EVENTS)
    void aLineIsARequestInWhichNothingIsUnknown(Record record) throws IOException {
        LogRecord log = logRecord(record.sentence("says \"it\"\u0085"));

        assertThat(log.getTimeUnixNano()).isEqualTo(record.timeMs() * 1_000_000);
        assertThat(log.getObservedTimeUnixNano()).isEqualTo(log.getTimeUnixNano());
        assertThat(log.getEventName()).isEqualTo("kafka_tcp_agent." + record.event());
        assertThat(log.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_INFO);
        assertThat(log.getSeverityText()).isEqualTo("INFO");
        assertThat(log.getBody().getStringValue()).isEqualTo("says \"it\"\u0085");
    }

    @ParameterizedTest
    @MethodSource(EVENTS)
    void everyAttributeIsInTheConventionsRegistryOrUnderTheAgentsOwnPrefix(Record record) throws IOException {
        assertThat(Registry.ATTRIBUTES).hasSizeGreaterThan(500);
        for (KeyValue attribute : logRecord(record).getAttributesList()) {
            assertThat(attribute.getKey()).matches(Registry::knows);
            String type = Registry.ATTRIBUTES.get(attribute.getKey());
            if (type != null) {
                assertThat(attribute.getValue().getValueCase())
                        .as(attribute.getKey())
                        .isEqualTo(
                                type.equals("LONG") ? AnyValue.ValueCase.INT_VALUE : AnyValue.ValueCase.STRING_VALUE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(EVENTS)
    void theReaderFindsInItWhatAPlainLineSays(Record record) throws Exception {
        LineFormat plain = new JsonLine(IDENTITY);

        assertThat(AllFields.read(otlp.of(record))).hasSize(1).isEqualTo(AllFields.read(plain.of(record)));
    }

    @Test
    void theResourceIsThisProcessAndWhatTheEnvironmentSaysOfIt() throws IOException {
        Map<String, String> resource = new LinkedHashMap<>();
        for (KeyValue each : resourceLogs(anyRecord()).getResource().getAttributesList()) {
            assertThat(each.getKey()).matches(Registry::knows);
            resource.put(
                    each.getKey(),
                    each.getValue().hasIntValue()
                            ? Long.toString(each.getValue().getIntValue())
                            : each.getValue().getStringValue());
        }

        assertThat(resource)
                .containsOnly(
                        Map.entry("host.name", "pod-7"),
                        Map.entry(
                                "process.pid",
                                Long.toString(ProcessHandle.current().pid())),
                        Map.entry("k8s.pod.name", "orders-0"),
                        Map.entry("k8s.node.name", "n 1+2"),
                        Map.entry("cloud.availability_zone", "eu-1a"),
                        Map.entry("service.name", "orders"));
    }

    @Test
    void theScopeIsTheAgentAndItsVersion() throws IOException {
        ScopeLogs scope = resourceLogs(anyRecord()).getScopeLogs(0);

        assertThat(scope.getScope().getName()).isEqualTo("io.kafkatcp.agent");
        assertThat(scope.getScope().getVersion()).isEqualTo("1.2.3");
    }

    @Test
    void aTimelineIsItsNumbersInARow() throws IOException {
        LogRecord log = logRecord(anyRecord().pairs("timeline", new long[] {0, 1, 200, 2}));

        assertThat(attribute(log, "kafka_tcp_agent.timeline").getArrayValue().getValuesList())
                .extracting(AnyValue::getIntValue)
                .containsExactly(0L, 1L, 200L, 2L);
    }

    @Test
    void whatEndedInAnErrorHasItsTypeAndNothingElse() throws IOException {
        assertThat(errorType(Event.CONNECT_FAILED, "outcome", "timeout")).isEqualTo("timeout");
        assertThat(errorType(Event.CONNECTION_CLOSED, "reason", "lost")).isEqualTo("lost");
        assertThat(errorType(Event.CONNECTION_CLOSED, "reason", "idle")).isEmpty();
        assertThat(errorType(Event.POST_IDLE_SEND, "outcome", "answered")).isEmpty();
        assertThat(errorType(Event.POST_IDLE_SEND, "outcome", "closed")).isEqualTo("closed");
        assertThat(errorType(Event.BATCH_EXPIRED, "verdict", "never_sent")).isEqualTo("expired");
        assertThat(errorType(Event.RECORDS_FAILED, "how", "no_memory")).isEqualTo("no_memory");
        assertThat(errorType(Event.CONNECTION_ALIVE, "x", "y")).isEmpty();
    }

    private String errorType(Event event, String field, String value) throws IOException {
        return attribute(logRecord(new Record(event, Record.Level.WARN, null).text(field, value)), "error.type")
                .getStringValue();
    }

    private static AnyValue attribute(LogRecord log, String key) {
        List<AnyValue> values = log.getAttributesList().stream()
                .filter(each -> each.getKey().equals(key))
                .map(KeyValue::getValue)
                .toList();
        return values.isEmpty() ? AnyValue.getDefaultInstance() : values.get(0);
    }

    private LogRecord logRecord(Record record) throws IOException {
        return resourceLogs(record).getScopeLogs(0).getLogRecords(0);
    }

    private ResourceLogs resourceLogs(Record record) throws IOException {
        String line = new String(otlp.of(record), StandardCharsets.UTF_8);
        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
        JsonFormat.parser().merge(line, request);
        return request.getResourceLogs(0);
    }

    private static Record anyRecord() {
        return EventSchemaTest.everyEventWithAllItsFields().findFirst().orElseThrow();
    }
}
