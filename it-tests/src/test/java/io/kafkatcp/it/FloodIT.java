package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.Flood;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.lab.broker.Broker;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More to tell than can be told: a whole network gone, for many producers at once. */
class FloodIT {

    private static final int PER_SECOND = 100_000;

    @TempDir
    Path directory;

    @Test
    void halfAMillionFailingConnectsToldAsFastAsOneThreadCanFillNoMemoryAndHoldNoProducerUpAndWhatIsDroppedIsCounted()
            throws Exception {
        ChildJvm.Result result;
        try (Broker broker = Broker.startOnLoopback().awaitReady(Duration.ofSeconds(90))) {
            result = ChildJvm.withAgent("events.file.size=1MB,events.file=" + directory.resolve("events.jsonl"))
                    // room for Kafka and for the queue at its limit, and for nothing that grows
                    .option("-Xmx40m")
                    .environment("KAFKA_LOG_LEVEL", "WARN")
                    .run(Flood.class, broker.bootstrapServers(), Integer.toString(PER_SECOND), "5")
                    .assertHealthy();
        }

        long told = figure(result, "told");
        assertThat(told).isEqualTo(5 * PER_SECOND);
        assertThat(figure(result, "failed")).isZero();
        assertThat(figure(result, "acknowledged")).isGreaterThan(20);
        assertThat(figure(result, "counted") + figure(result, "dropped"))
                .as(String.join("\n", result.out()))
                .isGreaterThanOrEqualTo(told);
        assertThat(figure(result, "dropped"))
                .as(String.join("\n", result.out()))
                .isPositive();
        assertThat(result.err())
                .anyMatch(line -> line.contains("earlier records were dropped because the log did not keep up"));
        // of one kind of fact three a minute, and how many more there were
        assertThat(result.err().stream().filter(line -> line.contains("Connect to node")))
                .hasSizeLessThan(10);
    }

    private static long figure(ChildJvm.Result result, String name) {
        return result.out().stream()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + "\n" + result.out() + "\n" + result.err()));
    }
}
