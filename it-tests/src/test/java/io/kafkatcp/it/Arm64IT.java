package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.Lines;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.SsTimer;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.broker.BrokerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * An arm64 JVM under qemu-user, which carries its socket calls to this very kernel. Where its file system lies says
 * {@code -Darm64.root=DIR}; agent/docs/development.md says how to make one. Attaching is not tried: the emulator shows
 * a process another start time of its own than others see, and the agent takes the one who asks for gone.
 */
@EnabledIfSystemProperty(named = "arm64.root", matches = ".+", disabledReason = "no -Darm64.root=DIR")
class Arm64IT {

    private static final Path ROOT = Path.of(System.getProperty("arm64.root", "/"));
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @BeforeAll
    static void copyTheJars() throws Exception {
        Files.copy(Built.AGENT, ROOT.resolve("kafka-tcp-agent.jar"), StandardCopyOption.REPLACE_EXISTING);
        Path app = Files.createDirectories(ROOT.resolve("sample-app"));
        Host.local()
                .run("cp", "-r", Built.SAMPLE_APP.toString(), Built.SAMPLE_APP.resolveSibling("lib") + "", app + "");
    }

    @Test
    void theKernelHoldsEachOptionAndTheRecordsAreThoseOfAnyOtherMachine() throws Exception {
        EventsFile events = new EventsFile(ROOT.resolve("tmp/arm64.jsonl"));
        Files.deleteIfExists(ROOT.resolve("tmp/arm64.jsonl"));
        try (Broker broker =
                        Broker.start(Host.local(), BrokerConfig.onLoopback()).awaitReady(Duration.ofSeconds(120));
                Lines app = arm64(
                        "-javaagent:/kafka-tcp-agent.jar=idle-threshold=5s,events.file=/tmp/arm64.jsonl",
                        "-jar",
                        "/sample-app/sample-app.jar",
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--topic",
                        "arm64",
                        "--idle",
                        "10s",
                        "--burst",
                        "10",
                        "--rounds",
                        "1")) {
            app.await(PATIENCE, "now idle for");
            List<SsTimer> timers = Host.local().timersTo(broker.config().port());
            app.await(PATIENCE, "acknowledged in");

            assertThat(timers).isNotEmpty();
            assertThat(timers.toString()).contains("keepalive");
            assertThat(events.of("connection_opened")).isNotEmpty().allSatisfy(Arm64IT::assertOptions);
            assertThat(events.of("post_idle_send"))
                    .isNotEmpty()
                    .allSatisfy(
                            send -> assertThat(send.path("outcome").asText()).isEqualTo("answered"));
            assertThat(app.toString()).doesNotContain("internal error", "keeps the socket natives");
        }
    }

    @Test
    void theSelfCheckFindsNothingMissingButAttach() throws Exception {
        try (Lines check = arm64("-jar", "/kafka-tcp-agent.jar", "self-check")) {
            check.await(PATIENCE, "here");

            assertThat(check.toString()).contains("on aarch64");
            for (String row : List.of("socket natives", "TCP_USER_TIMEOUT", "TCP_KEEPIDLE", "TCP_INFO")) {
                assertThat(check.toString()).containsPattern(row + " +ok");
            }
        }
    }

    private static void assertOptions(JsonNode opened) {
        assertThat(opened.path("keepalive_idle_s").asInt()).as("%s", opened).isEqualTo(37);
        assertThat(opened.path("keepalive_interval_s").asInt()).isEqualTo(9);
        assertThat(opened.path("keepalive_count").asInt()).isEqualTo(3);
        assertThat(opened.path("user_timeout_ms").asInt()).isEqualTo(20_000);
        assertThat(opened.path("local_port").asInt()).isPositive();
    }

    private static Lines arm64(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "chroot",
                ROOT.toString(),
                "/usr/lib/jvm/java-17-openjdk-arm64/bin/java",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        return Lines.of(Host.local(), command, Map.of());
    }
}
