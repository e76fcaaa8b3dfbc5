package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.it.apps.ScrapeItself;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.ClosedPort;
import io.kafkatcp.it.support.Prometheus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus itself scrapes its own exporter beside the agent, and its own tool tries the alerts. */
class PrometheusIT {

    private static final Path MONITORING = Path.of("../agent/src/main/monitoring");

    @TempDir
    Path directory;

    @BeforeAll
    static void prometheusIsHere() {
        Prometheus.needed();
    }

    @Test
    void eachAlertIsRaisedForWhatItIsForAndNotForWhatLooksAlike() throws Exception {
        Files.copy(MONITORING.resolve("alerts.yml"), directory.resolve("alerts.yml"));
        Files.copy(Path.of("src/test/resources/alerts-test.yml"), directory.resolve("alerts-test.yml"));

        assertThat(promtool("alerts-test.yml")).contains("SUCCESS");
    }

    private String promtool(String test) throws Exception {
        Process promtool = new ProcessBuilder("promtool", "test", "rules", test)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(out).isZero();
        return out;
    }

    /** A series begins with its first event, of which increase() knows nothing. */
    @Test
    void aFaultThatHappenedOnceIsInTheDashboard() throws Exception {
        String expression = expressions(dashboard().path("panels").path(0)).get(0);
        assertThat(expression).contains("post_idle_stalled");
        Files.writeString(
                directory.resolve("dashboard-test.yml"),
                String.join(
                        "\n",
                        "tests:",
                        "  - interval: 1m",
                        "    input_series:",
                        "      - series: 'kafka_tcp_agent_events_total{job=\"orders\",instance=\"a\","
                                + "event=\"post_idle_stalled\",verdict=\"flow_blackholed\"}'",
                        "        values: '_x20 1x40'",
                        "    promql_expr_test:",
                        "      - expr: '" + asGrafanaAsks(expression) + "'",
                        "        eval_time: 22m",
                        "        exp_samples: [{labels: '{verdict=\"flow_blackholed\"}', value: 1}]"));

        assertThat(promtool("dashboard-test.yml")).contains("SUCCESS");
    }

    @Test
    void prometheusScrapesTheAgentAndUnderstandsAlertsAndDashboard() throws Exception {
        int target = Prometheus.freePort();
        Path done = directory.resolve("done");
        ExecutorService beside = Executors.newSingleThreadExecutor();
        try (ClosedPort port = new ClosedPort();
                Prometheus prometheus = Prometheus.scraping(target, MONITORING.resolve("alerts.yml"), directory)) {
            Future<ChildJvm.Result> application = beside.submit(() -> ChildJvm.withAgent("service=orders")
                    .option("-javaagent:" + Built.jmxExporter() + "=127.0.0.1:" + target + ":"
                            + MONITORING.resolve("jmx-exporter.yml").toAbsolutePath())
                    .run(ScrapeItself.class, port.address(), "until-there-is", done.toString()));
            try {
                assertIsThere(prometheus);
                assertRulesAreHealthy(prometheus);
                assertEachExpressionOfTheDashboardIsUnderstood(prometheus::query);
            } finally {
                Files.createFile(done);
            }
            application.get().assertHealthy();
        } finally {
            beside.shutdownNow();
        }
    }

    private static void assertIsThere(Prometheus prometheus) throws Exception {
        JsonNode failed = prometheus.await("kafka_tcp_agent_events_total{event=\"connect_failed\"}");
        JsonNode labels = failed.get(0).path("metric");
        assertThat(labels.path("job").asText()).isEqualTo("orders");
        assertThat(labels.path("arm").asText()).isEqualTo("enforced");
        assertThat(labels.path("verdict").asText()).isEqualTo("connect_refused");
        JsonNode pair = prometheus.await("kafka_tcp_agent_pair_failed_total > 0");
        assertThat(pair.get(0).path("metric").path("local_ip").asText()).isEqualTo("127.0.0.1");
        assertThat(pair.get(0).path("metric").path("peer_ip").asText()).isEqualTo("127.0.0.1");
        prometheus.await("kafka_tcp_agent:pair_failed:new5m");
    }

    private static void assertRulesAreHealthy(Prometheus prometheus) throws Exception {
        JsonNode rules = prometheus.rules().path(0).path("rules");
        assertThat(rules).hasSizeGreaterThanOrEqualTo(8);
        for (JsonNode rule : rules) {
            assertThat(rule.path("health").asText()).as(rule.toString()).isEqualTo("ok");
            // this one broker refuses everybody, which is no pair that fails alone
            assertThat(rule.path("alerts")).as(rule.toString()).isEmpty();
        }
    }

    private interface Query {
        JsonNode ask(String expression) throws Exception;
    }

    private static void assertEachExpressionOfTheDashboardIsUnderstood(Query query) throws Exception {
        int arms = 0;
        for (String expression : expressions(dashboard())) {
            query.ask(asGrafanaAsks(expression));
            arms += expression.contains("by (arm)") ? 1 : 0;
        }
        assertThat(arms).as("panels that show the canary's two arms").isGreaterThanOrEqualTo(2);
    }

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper()
                .readTree(MONITORING.resolve("grafana-dashboard.json").toFile());
    }

    private static List<String> expressions(JsonNode part) {
        return part.findValuesAsText("expr");
    }

    private static String asGrafanaAsks(String expression) {
        return expression.replace("$__rate_interval", "4m").replaceAll("\\$(job|instance)", ".*");
    }
}
