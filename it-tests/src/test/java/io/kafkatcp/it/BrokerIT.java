package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.NeedsLab;
import io.kafkatcp.it.support.Strace;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.SsTimer;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.broker.BrokerConfig;
import io.kafkatcp.lab.path.Site;
import io.kafkatcp.lab.process.Running;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker: both ends of one connection, each as its own kernel sees it. */
class BrokerIT {

    private static final String ADDRESS = "10.99.0.1";
    private static final int PORT = 9092;

    private final List<String> err = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @Test
    void theProducersEndHasTheOptionsAndTheEndThatABrokerAcceptedIsLeftAloneAlsoWhereTheBrokerHasTheAgent()
            throws Exception {
        Strace strace = Strace.in(directory);
        try (Lab lab = NeedsLab.open()) {
            Host host = lab.host("broker");
            host.address("lo", ADDRESS + "/32");
            Broker broker = Broker.start(host, BrokerConfig.at(ADDRESS, PORT).jvmOption("-javaagent:" + Built.AGENT))
                    .awaitReady(Duration.ofSeconds(60));
            Site site = Site.behindMiddlebox(lab, 1, host, ADDRESS);

            Running producer = runUntilIdle(site.producer(), broker.bootstrapServers(), strace);

            assertThat(site.producer().timersTo(PORT))
                    .isNotEmpty()
                    .allSatisfy(timer -> assertThat(secondsUntilProbe(timer)).isLessThanOrEqualTo(37));
            assertThat(acceptedBy(host)).contains("timer:(keepalive,119min").doesNotContain("sec,0)");
            assertThat(err)
                    .anyMatch(line -> line.startsWith("kafka-tcp-agent: org.apache.kafka in ")
                            && line.endsWith(": socket options on"));
            assertThat(err)
                    .noneMatch(line -> line.contains("internal error")
                            || line.startsWith("kafka-tcp-agent WARN")
                            || line.contains("could not set"));

            producer.terminate();
            producer.await(Duration.ofSeconds(10));
            // the bootstrap connection and at least one to the leader
            assertThat(strace.optionsBeforeConnect(PORT)).hasSizeGreaterThanOrEqualTo(2);
            strace.assertDefaultsBeforeEachConnect(PORT, "the producer");
        }
    }

    /** The sample app sends its burst and stays idle for longer than the test looks. */
    private Running runUntilIdle(Host host, String bootstrapServers, Strace strace) throws Exception {
        CountDownLatch idle = new CountDownLatch(1);
        List<String> command = new ArrayList<>(strace.program());
        command.addAll(List.of(
                Jdks.running().resolve("bin/java").toString(),
                "-javaagent:" + Built.AGENT,
                "-jar",
                Built.SAMPLE_APP.toString(),
                "--bootstrap-servers",
                bootstrapServers,
                "--idle",
                "60s",
                "--rounds",
                "1"));
        Running running = host.start(
                command,
                Map.of(),
                line -> {
                    if (line.contains("idle")) {
                        idle.countDown();
                    }
                },
                err::add);
        assertThat(idle.await(60, TimeUnit.SECONDS))
                .as("running: " + running.isAlive() + "\n" + String.join("\n", err))
                .isTrue();
        // the burst's last acknowledgement restarts the timer
        Thread.sleep(500);
        return running;
    }

    private static double secondsUntilProbe(SsTimer timer) {
        assertThat(timer.isKeepalive()).isTrue();
        return timer.expiresInSeconds().orElseThrow();
    }

    private static String acceptedBy(Host broker) {
        return broker.run("ss", "-tnoH", "state", "established", "sport", "=", ":" + PORT);
    }
}
