package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.it.apps.ScrapeItself;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.ClosedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What others read of the agent while the application runs: Prometheus' own exporter, the dashboard on top of it,
 * Flight Recorder.
 */
class MonitoringIT {

    private static final Path MONITORING = Path.of("../agent/src/main/monitoring");
    private static final Pattern METRIC = Pattern.compile("kafka_tcp_agent_\\w+");

    @TempDir
    Path directory;

    @Test
    void theSampleConfigurationMakesPrometheusMetricsOfTheBeans() throws Exception {
        List<String> metrics = scrape("rules", MONITORING.resolve("jmx-exporter.yml"));

        assertThat(metrics)
                .anyMatch(
                        line -> line.matches("kafka_tcp_agent_events_total\\{arm=\"enforced\",client_type=\"producer\","
                                + "event=\"connect_failed\","
                                + "outcome=\"refused\",verdict=\"connect_refused\"} [1-9].*"));
        assertThat(metrics)
                .anyMatch(line ->
                        line.matches("kafka_tcp_agent_lost_records_total\\{arm=\"enforced\",client_type=\"producer\","
                                + "event=\"records_failed\","
                                + "how=\"no_metadata\",verdict=\"connect_refused\"} 1\\.0"));
        assertThat(metrics)
                .contains(
                        "kafka_tcp_agent_connections{client_type=\"producer\"} 0.0",
                        "kafka_tcp_agent_suppressed_errors_total 0.0",
                        "kafka_tcp_agent_dropped_records_total 0.0",
                        "kafka_tcp_agent_post_idle_responses_within_seconds_total{le=\"+Inf\"} 0.0",
                        "kafka_tcp_agent_post_idle_response_seconds_total 0.0");
    }

    @Test
    void theBeansCanBeScrapedWithoutAnyRuleToo() throws Exception {
        Path empty =
                Files.writeString(directory.resolve("empty.yml"), "includeObjectNames: [\"io.kafkatcp.agent:*\"]\n");

        assertThat(scrape("bare", empty))
                .anyMatch(line ->
                        line.matches("io_kafkatcp_agent_Events_Count\\{arm=\"enforced\",client_type=\"producer\","
                                + "event=\"connect_failed\",outcome=\"refused\","
                                + "verdict=\"connect_refused\",?} [1-9].*"));
    }

    @Test
    void theDashboardAsksForMetricsThatAreThere() throws Exception {
        Set<String> there = scrape("dashboard", MONITORING.resolve("jmx-exporter.yml")).stream()
                .map(METRIC::matcher)
                .filter(Matcher::lookingAt)
                .map(Matcher::group)
                .collect(Collectors.toSet());
        JsonNode dashboard = new ObjectMapper()
                .readTree(MONITORING.resolve("grafana-dashboard.json").toFile());

        Set<String> asked = new LinkedHashSet<>();
        for (JsonNode expression : dashboard.findValues("expr")) {
            Matcher metric = METRIC.matcher(expression.asText());
            assertThat(metric.find()).as(expression.asText()).isTrue();
            asked.add(metric.group());
        }

        assertThat(asked).hasSizeGreaterThan(4).isSubsetOf(there);
        assertThat(dashboard.path("panels"))
                .allSatisfy(panel ->
                        assertThat(panel.path("gridPos").path("w").asInt()).isBetween(1, 24));
    }

    @Test
    void aRecordingHoldsTheRecordsBesideTheJvmsOwnEvents() throws Exception {
        Path file = directory.resolve("recording.jfr");
        try (ClosedPort port = new ClosedPort()) {
            ChildJvm.withAgent("")
                    .option("-XX:StartFlightRecording:filename=" + file + ",settings=default")
                    .run(ScrapeItself.class, port.address(), "none")
                    .assertHealthy();
        }
        List<RecordedEvent> all = RecordingFile.readAllEvents(file);

        assertThat(all).anyMatch(event -> event.getEventType().getName().equals("jdk.JVMInformation"));
        assertThat(all)
                .filteredOn(event -> event.getEventType().getName().equals("io.kafkatcp.ConnectFailed"))
                .isNotEmpty()
                .allSatisfy(event -> {
                    assertThat(event.getString("outcome")).isEqualTo("refused");
                    assertThat(event.getString("peer_ip")).isEqualTo("127.0.0.1");
                });
    }

    private List<String> scrape(String name, Path configuration) throws Exception {
        int scraped = freePort();
        try (ClosedPort port = new ClosedPort()) {
            ChildJvm.Result result = ChildJvm.withAgent("service=" + name)
                    .option("-javaagent:" + Built.jmxExporter() + "=127.0.0.1:" + scraped + ":"
                            + configuration.toAbsolutePath())
                    .run(ScrapeItself.class, port.address(), Integer.toString(scraped))
                    .assertHealthy();
            return result.out();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
