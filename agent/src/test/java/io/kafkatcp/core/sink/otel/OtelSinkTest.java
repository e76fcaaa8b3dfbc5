package io.kafkatcp.core.sink.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.CapturedStderr;
import io.kafkatcp.core.runtime.FakeClock;
import io.kafkatcp.core.sink.EventSchemaTest;
import io.kafkatcp.core.sink.NotTaken;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With OpenTelemetry's own SDK behind the API, and its exporters in memory. */
class OtelSinkTest {

    private static final String EVENTS = "io.kafkatcp.core.sink.EventSchemaTest#everyEventWithAllItsFields";
    private static final ClassLoader LOADER = OtelSinkTest.class.getClassLoader();

    private final InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final CapturedStderr captured = new CapturedStderr();
    private final FakeClock clock = new FakeClock();
    private final OtelSink sink = sink(List.of());

    @BeforeEach
    @AfterEach
    void nothingIsSet() {
        GlobalOpenTelemetry.resetForTest();
    }

    @ParameterizedTest
    @MethodSource(EVENTS)
    void eachRecordIsAnEventWithTheConventionsNames(Record record) throws Exception {
        setSdk();
        Record fact = copy(record).sentence("what the log says");
        sink.write(fact);

        LogRecordData log = logs.getFinishedLogRecordItems().get(0);
        assertThat(log.getEventName()).isEqualTo("kafka_tcp_agent." + record.event());
        assertThat(log.getBodyValue().asString()).isEqualTo("what the log says");
        assertThat(log.getTimestampEpochNanos()).isEqualTo(fact.timeMs() * 1_000_000);
        assertThat(log.getSeverity()).isEqualTo(Severity.INFO);
        assertThat(log.getSeverityText()).isEqualTo("INFO");
        assertThat(log.getInstrumentationScopeInfo().getName()).isEqualTo("io.kafkatcp.agent");
        assertThat(log.getInstrumentationScopeInfo().getVersion()).isEqualTo("1.2.3");
        Map<String, Object> expected = Conventions.attributes(fact);
        assertThat(log.getAttributes().size()).isEqualTo(expected.size());
        log.getAttributes().forEach((key, value) -> {
            assertThat(key.getKey()).matches(Registry::knows);
            assertThat(expected).containsKey(key.getKey());
            if (!(expected.get(key.getKey()) instanceof long[])) {
                assertThat(value).isEqualTo(expected.get(key.getKey()));
            }
            String type = Registry.ATTRIBUTES.get(key.getKey());
            assertThat(key.getType().name())
                    .isEqualTo(type == null ? key.getType().name() : type);
        });
    }

    @Test
    void recordsAreCountedByNamesOfTheConventionsWithoutPortsClientsAndTopics() throws Exception {
        setSdk();
        for (Record record : EventSchemaTest.everyEventWithAllItsFields().toList()) {
            sink.write(copy(record));
            sink.write(copy(record));
        }

        Map<String, MetricData> all = collected();
        assertThat(all)
                .containsOnlyKeys(
                        "kafka_tcp_agent.events",
                        "kafka_tcp_agent.lost_records",
                        "kafka_tcp_agent.post_idle.response.duration");
        assertThat(all.get("kafka_tcp_agent.events").getUnit()).isEqualTo("{event}");
        assertThat(all.get("kafka_tcp_agent.post_idle.response.duration").getUnit())
                .isEqualTo("s");
        assertThat(all.get("kafka_tcp_agent.events").getLongSumData().getPoints())
                .hasSize(Event.values().length)
                .allSatisfy(point -> assertThat(point.getValue()).isEqualTo(2));
        assertThat(all.get("kafka_tcp_agent.lost_records").getLongSumData().getPoints())
                .hasSize(2)
                .allSatisfy(point -> assertThat(point.getValue()).isEqualTo(6));
        assertThat(all.get("kafka_tcp_agent.post_idle.response.duration")
                        .getHistogramData()
                        .getPoints())
                .singleElement()
                .satisfies(point -> assertThat(point.getSum()).isEqualTo(22.8));
        for (MetricData metric : all.values()) {
            for (PointData point : metric.getData().getPoints()) {
                assertThat(names(point.getAttributes()))
                        .contains("messaging.system", "network.peer.address", "network.local.address", "server.address")
                        .allMatch(Registry::knows)
                        .noneMatch(name -> name.endsWith("port"))
                        .doesNotContain("messaging.client.id", "messaging.destination.name");
            }
        }
    }

    @Test
    void aTopicAndAClientAreThereWhereTheyAreAskedForAndNeverWhatIsMadeAnewAtEachStart() throws Exception {
        setSdk();
        OtelSink asked = sink(List.of("client_id", "topic"));
        for (int i = 0; i < 50; i++) {
            asked.write(new Record(Event.BATCH_EXPIRED, Record.Level.WARN, LOADER)
                    .text("client_id", "orders-" + UUID.randomUUID() + "-StreamThread-1-producer")
                    .text("topic", "orders"));
            asked.write(new Record(Event.BATCH_EXPIRED, Record.Level.WARN, LOADER)
                    .text("client_id", "orders-" + (1_000_000 + i * 7))
                    .text("topic", "orders"));
        }

        assertThat(points("kafka_tcp_agent.events"))
                .extracting(point -> point.getAttributes().get(AttributeKey.stringKey("messaging.client.id")))
                .containsExactlyInAnyOrder("orders-*-StreamThread-1-producer", "orders-*");
        assertThat(points("kafka_tcp_agent.events"))
                .allSatisfy(point -> assertThat(
                                point.getAttributes().get(AttributeKey.stringKey("messaging.destination.name")))
                        .isEqualTo("orders"));
    }

    @Test
    void beyondAThousandSeriesNamesAndAddressesAreLeftOut() {
        MetricAttributes attributes = new MetricAttributes(List.of("topic"));
        for (int i = 0; i < 1_000; i++) {
            assertThat(attributes.of(expired("t" + i))).containsEntry("messaging.destination.name", "t" + i);
        }

        assertThat(attributes.of(expired("t1000")))
                .doesNotContainKey("messaging.destination.name")
                .containsEntry("error.type", "expired");
        assertThat(attributes.of(expired("t7"))).containsEntry("messaging.destination.name", "t7");
    }

    @Test
    void lookingForAProviderSetsNoneAndTheApplicationCanStillSetItsOwn() throws Exception {
        assertThatThrownBy(() -> sink.write(anyRecord()))
                .isInstanceOf(NotTaken.class)
                .hasMessageContaining("nobody has set GlobalOpenTelemetry yet");
        assertThat(GlobalOpenTelemetry.isSet()).isFalse();

        setSdk();
        clock.pass(1_000);
        sink.write(anyRecord());
        assertThat(logs.getFinishedLogRecordItems()).hasSize(1);
    }

    @Test
    void whereNoApiIsSeenThatIsSaidWithWhatToDo() throws Exception {
        try (URLClassLoader empty = new URLClassLoader(new URL[0], null)) {
            Record record = new Record(Event.CONNECTION_CLOSED, Record.Level.INFO, empty);

            assertThatThrownBy(() -> sink.write(record))
                    .isInstanceOf(NotTaken.class)
                    .hasMessageContaining("sees no io.opentelemetry.api.GlobalOpenTelemetry")
                    .hasMessageContaining("leave otel out of the option events");
        }
    }

    @Test
    void anApiWithoutLogsCountsAndNamesTheMissingMemberOnce() throws Exception {
        try (URLClassLoader old = new URLClassLoader(oldApi(), null)) {
            Class<?> api = old.loadClass("io.opentelemetry.api.OpenTelemetry");
            Object noop = api.getMethod("noop").invoke(null);
            old.loadClass("io.opentelemetry.api.GlobalOpenTelemetry")
                    .getMethod("set", api)
                    .invoke(null, noop);
            for (int i = 0; i < 3; i++) {
                sink.write(new Record(Event.CONNECTION_CLOSED, Record.Level.INFO, old));
                System.gc();
            }
        }

        assertThat(captured.lines())
                .containsExactly("kafka-tcp-agent WARN: OpenTelemetry gets no log records: its API as Kafka's class"
                        + " loader sees it has no io.opentelemetry.api.OpenTelemetry.getLogsBridge(); add a newer"
                        + " opentelemetry-api (logs: 1.27, metrics: 1.10)");
    }

    @Test
    void anOldApiThatNobodyHasSetIsNotSetByAsking() throws Exception {
        try (URLClassLoader old = new URLClassLoader(oldApi(), null)) {
            Record record = new Record(Event.CONNECTION_CLOSED, Record.Level.INFO, old);
            assertThatThrownBy(() -> sink.write(record)).isInstanceOf(NotTaken.class);

            Class<?> api = old.loadClass("io.opentelemetry.api.OpenTelemetry");
            old.loadClass("io.opentelemetry.api.GlobalOpenTelemetry")
                    .getMethod("set", api)
                    .invoke(null, api.getMethod("noop").invoke(null));
        }
    }

    @Test
    void whatTheProviderThrowsIsItsOwnException() {
        setSdk(SdkLoggerProvider.builder()
                .addLogRecordProcessor((context, record) -> {
                    throw new IllegalStateException("no room");
                })
                .build());

        assertThatThrownBy(() -> sink.write(anyRecord()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no room");
    }

    private OtelSink sink(List<String> optedIn) {
        return new OtelSink("1.2.3", new MetricAttributes(optedIn), captured.stderr, clock);
    }

    private void setSdk() {
        setSdk(SdkLoggerProvider.builder()
                .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs))
                .build());
    }

    private void setSdk(SdkLoggerProvider provider) {
        OpenTelemetrySdk.builder()
                .setLoggerProvider(provider)
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(metrics).build())
                .buildAndRegisterGlobal();
    }

    private Map<String, MetricData> collected() {
        Map<String, MetricData> all = new TreeMap<>();
        metrics.collectAllMetrics().forEach(metric -> all.put(metric.getName(), metric));
        return all;
    }

    private List<LongPointData> points(String name) {
        return List.copyOf(collected().get(name).getLongSumData().getPoints());
    }

    private static Set<String> names(Attributes attributes) {
        return attributes.asMap().keySet().stream()
                .map(AttributeKey::getKey)
                .collect(java.util.stream.Collectors.toSet());
    }

    private static URL[] oldApi() throws Exception {
        try (Stream<Path> jars = Files.list(Path.of("target/opentelemetry"))) {
            List<Path> all = jars.toList();
            URL[] urls = new URL[all.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = all.get(i).toUri().toURL();
            }
            return urls;
        }
    }

    private static Record expired(String topic) {
        return new Record(Event.BATCH_EXPIRED, Record.Level.WARN, LOADER).text("topic", topic);
    }

    private static Record anyRecord() {
        return new Record(Event.CONNECTION_CLOSED, Record.Level.INFO, LOADER).text("reason", "idle");
    }

    private static Record copy(Record record) {
        Record copy = new Record(record.event(), record.level(), LOADER);
        record.fields().forEach((name, value) -> {
            if (value instanceof String text) {
                copy.text(name, text);
            } else if (value instanceof Boolean flag) {
                copy.flag(name, flag);
            } else if (value instanceof Long number) {
                copy.number(name, number);
            } else {
                copy.pairs(name, (long[]) value);
            }
        });
        return copy;
    }
}
