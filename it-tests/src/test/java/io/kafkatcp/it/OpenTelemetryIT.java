package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.it.apps.ScrapeItself;
import io.kafkatcp.it.apps.TelemetryApp;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.ClosedPort;
import io.kafkatcp.it.support.InProcess;
import io.kafkatcp.it.support.OtlpServer;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real jar beside OpenTelemetry's SDK in the application, beside OpenTelemetry's agent, and beside neither. */
class OpenTelemetryIT {

    private static final String SDK = Stream.of(
                    GlobalOpenTelemetry.class,
                    Context.class,
                    ComponentLoader.class,
                    OpenTelemetrySdk.class,
                    Resource.class,
                    SdkLoggerProvider.class,
                    SdkMeterProvider.class,
                    SdkTracerProvider.class,
                    InMemoryLogRecordExporter.class)
            .map(type ->
                    type.getProtectionDomain().getCodeSource().getLocation().getPath())
            .collect(Collectors.joining(":"));

    @TempDir
    Path directory;

    @Test
    void theApplicationsSdkGetsEventsAndCounts() throws Exception {
        List<String> out = application("events=otel", "memory").out();

        assertThat(out)
                .anyMatch(line -> line.startsWith("log WARN kafka_tcp_agent.connect_failed io.kafkatcp.agent ")
                        && line.contains("error.type=refused")
                        && line.contains("kafka_tcp_agent.verdict=connect_refused")
                        && line.contains("messaging.client.id=producer-1")
                        && line.contains("messaging.system=kafka")
                        && line.contains("network.peer.address=127.0.0.1"))
                .anyMatch(line -> line.startsWith("log WARN kafka_tcp_agent.records_failed io.kafkatcp.agent ")
                        && line.contains("messaging.destination.name=topic"));
        assertThat(out)
                .filteredOn(line -> line.startsWith("metric kafka_tcp_agent."))
                .anyMatch(line -> line.startsWith("metric kafka_tcp_agent.lost_records "))
                .allMatch(line -> line.contains("messaging.system=kafka"))
                .noneMatch(line -> line.contains("port") || line.contains("client.id") || line.contains("topic"));
    }

    @Test
    void theFileThatACollectorReadsIsReadByReportAndCorrelateToo() throws Exception {
        Path otlp = directory.resolve("kafka-tcp.json");
        Path plain = directory.resolve("kafka-tcp.jsonl");
        for (String file : List.of("events.file=" + plain, "events.file=" + otlp + ",events.format=otlp-json")) {
            try (ClosedPort port = new ClosedPort()) {
                ChildJvm.withAgent("events=file," + file)
                        .environment("OTEL_RESOURCE_ATTRIBUTES", "k8s.pod.name=orders-0,service.name=orders")
                        .run(ScrapeItself.class, port.address(), "none")
                        .assertHealthy();
            }
        }

        for (String line : Files.readAllLines(otlp)) {
            JsonNode resource = new ObjectMapper()
                    .readTree(line)
                    .path("resourceLogs")
                    .path(0)
                    .path("resource")
                    .path("attributes");
            assertThat(resource.toString())
                    .contains("{\"key\":\"k8s.pod.name\",\"value\":{\"stringValue\":\"orders-0\"}}")
                    .contains("{\"key\":\"service.name\",\"value\":{\"stringValue\":\"orders\"}}");
        }
        ChildJvm.Result report = ChildJvm.withoutAgent()
                .launch(List.of("-jar", Built.AGENT.toString(), "report", otlp.toString(), plain.toString()));
        assertThat(report.exitCode()).as(String.join("\n", report.err())).isEqualTo(1);
        assertThat(report.err()).noneMatch(line -> line.contains("skipped") || line.contains("no record"));
        int records =
                Files.readAllLines(otlp).size() + Files.readAllLines(plain).size();
        assertThat(report.out().get(0)).startsWith(records + " records of 1 host in 2 files");
        JsonNode pairs = new ObjectMapper()
                .readTree(InProcess.run(List.of("correlate", otlp.toString(), "--json"))
                        .out())
                .path("pairs");
        assertThat(pairs).singleElement().satisfies(pair -> {
            assertThat(pair.path("verdict").asText()).isEqualTo("refused");
            assertThat(pair.path("local_ip").asText()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void aProviderThatBlocksHoldsUpNeitherTheApplicationNorTheFile() throws Exception {
        Path file = directory.resolve("events.jsonl");
        ChildJvm.Result result = application("events=otel+file,events.file=" + file, "blocks");

        assertTheFileIsComplete(file, result);
        assertThat(result.out()).noneMatch(line -> line.startsWith("log "));
    }

    @Test
    void aProviderThatThrowsIsToldOnceAndHoldsUpNobody() throws Exception {
        Path file = directory.resolve("events.jsonl");
        ChildJvm.Result result = application("events=otel+file,events.file=" + file, "throws");

        assertTheFileIsComplete(file, result);
        assertThat(result.agentLines())
                .filteredOn(line -> line.contains("records do not reach OpenTelemetry"))
                .singleElement()
                .asString()
                .contains("java.lang.IllegalStateException: no room");
    }

    /** Each send waits for max.block.ms, which is one second, since no broker is there. */
    private static void assertTheFileIsComplete(Path file, ChildJvm.Result result) throws Exception {
        assertThat(result.out().stream().filter(line -> line.startsWith("send ")))
                .hasSize(3)
                .allSatisfy(
                        line -> assertThat(Integer.parseInt(line.substring(5))).isBetween(900, 3_000));
        String written = Files.readString(file);
        assertThat(written).contains("\"event\":\"connect_failed\"");
        assertThat(written.lines().filter(line -> line.contains("\"event\":\"records_failed\"")))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void openTelemetrysAgentBringsTheApiWhereTheApplicationHasNone() throws Exception {
        try (OtlpServer server = new OtlpServer();
                ClosedPort port = new ClosedPort()) {
            besideOpenTelemetrysAgent(new ChildJvm(), server)
                    .agent("events=otel")
                    .run(ScrapeItself.class, port.address(), "none")
                    .assertHealthy();

            assertHasArrived(server);
        }
    }

    @Test
    void itLeadsTheApplicationsApiToItsOwnAlsoWhereOursStartsFirst() throws Exception {
        try (OtlpServer server = new OtlpServer();
                ClosedPort port = new ClosedPort()) {
            besideOpenTelemetrysAgent(ChildJvm.withAgent("events=otel"), server)
                    .classPath(Built.appClassPath() + ":" + SDK)
                    .run(ScrapeItself.class, port.address(), "none")
                    .assertHealthy();

            assertHasArrived(server);
        }
    }

    private static ChildJvm besideOpenTelemetrysAgent(ChildJvm jvm, OtlpServer server) {
        return jvm.option("-javaagent:" + Built.other("opentelemetry-javaagent"))
                .option("-Dotel.exporter.otlp.endpoint=" + server.endpoint())
                .option("-Dotel.exporter.otlp.protocol=http/protobuf")
                .option("-Dotel.traces.exporter=none");
    }

    private static void assertHasArrived(OtlpServer server) {
        List<LogRecord> logs = server.logs().stream()
                .flatMap(scope -> scope.getLogRecordsList().stream())
                .toList();
        assertThat(logs)
                .filteredOn(log -> log.getEventName().equals("kafka_tcp_agent.connect_failed"))
                .isNotEmpty()
                .allSatisfy(log -> assertThat(log.getAttributesList().stream().map(KeyValue::getKey))
                        .contains("error.type", "network.peer.port", "messaging.client.id"));
        assertThat(server.metrics())
                .flatExtracting(scope -> scope.getMetricsList())
                .extracting(metric -> metric.getName())
                .contains("kafka_tcp_agent.events", "kafka_tcp_agent.lost_records");
    }

    @Test
    void withoutAnApiOneLineSaysWhatToDo() throws Exception {
        try (ClosedPort port = new ClosedPort()) {
            ChildJvm.Result result = ChildJvm.withAgent("events=otel")
                    .run(ScrapeItself.class, port.address(), "none")
                    .assertHealthy();

            assertThat(result.agentLines())
                    .filteredOn(line -> line.contains("OpenTelemetry"))
                    .singleElement()
                    .asString()
                    .contains("sees no io.opentelemetry.api.GlobalOpenTelemetry; add opentelemetry-api");
        }
    }

    @Test
    void nothingOfItIsLoadedWhereItIsNotAskedForOrNoRecordCame() throws Exception {
        try (ClosedPort port = new ClosedPort()) {
            ChildJvm.Result notAsked = ChildJvm.withAgent("")
                    .option("-verbose:class")
                    .classPath(Built.appClassPath() + ":" + SDK)
                    .run(ScrapeItself.class, port.address(), "none")
                    .assertHealthy();

            assertThat(notAsked.out())
                    .anyMatch(line -> line.contains("io.kafkatcp.core.sink.jmx.JmxSink "))
                    .noneMatch(
                            line -> line.contains("io.kafkatcp.core.sink.otel.") || line.contains("opentelemetry.api"));
        }
    }

    private static ChildJvm.Result application(String options, String mode) throws Exception {
        try (ClosedPort port = new ClosedPort()) {
            return ChildJvm.withAgent(options)
                    .classPath(Built.appClassPath() + ":" + SDK)
                    .run(TelemetryApp.class, port.address(), mode)
                    .assertHealthy();
        }
    }
}
