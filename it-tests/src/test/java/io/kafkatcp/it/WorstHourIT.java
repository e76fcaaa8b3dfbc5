package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.AcceptedChannels;
import io.kafkatcp.it.apps.BulkExpiry;
import io.kafkatcp.it.apps.FailingSends;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.EventsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When everything fails at once: what is told, and what is only counted. What it costs is for it-tests/bench. */
class WorstHourIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"no-metadata, no_metadata", "no-memory, no_memory"})
    void sendsThatFailAsFastAsAThreadCanAreExplainedOnceASecondAndAllCounted(String mode, String how) throws Exception {
        EventsFile events = new EventsFile(directory.resolve("events.jsonl"));
        long startNs = System.nanoTime();
        ChildJvm.Result result = run(events, FailingSends.class, mode, "1");
        long seconds = 1 + (System.nanoTime() - startNs) / 1_000_000_000;

        List<JsonNode> failed = events.of("records_failed").stream()
                .filter(record -> record.path("how").asText().equals(how))
                .toList();
        assertThat(failed).hasSizeBetween(2, (int) (2 * seconds));
        assertThat(failed)
                .first()
                .satisfies(record -> assertThat(record.path("records").asInt()).isEqualTo(1));
        assertThat(failed.stream()
                        .mapToLong(record -> record.path("records").asLong())
                        .sum())
                .isGreaterThanOrEqualTo(figure(result, "failed_in_all"));
    }

    @Test
    void partitionsThatCannotBeAskedForAreNoLostRecords() throws Exception {
        EventsFile events = new EventsFile(directory.resolve("events.jsonl"));
        run(events, FailingSends.class, "partitions", "1");

        assertThat(events.of("records_failed")).isEmpty();
    }

    @Test
    void eachBatchOfManyThatExpireTogetherIsTold() throws Exception {
        EventsFile events = new EventsFile(directory.resolve("events.jsonl"));
        run(events, BulkExpiry.class, "20", "400");

        // where the request's own timeout, as long, is noticed first, its batches fail with their connection
        List<JsonNode> lost = new ArrayList<>(events.of("batch_expired"));
        lost.addAll(events.of("records_failed"));
        assertThat(lost)
                .hasSize(400)
                .allSatisfy(
                        record -> assertThat(record.path("verdict").asText()).isEqualTo("broker_silent"));
    }

    @Test
    void aBrokersAnswersOnTheConnectionsThatItAcceptsLeaveNoRecord() throws Exception {
        EventsFile events = new EventsFile(directory.resolve("events.jsonl"));
        run(events, AcceptedChannels.class, "500");

        // one for the producer's own connect
        assertThat(events.all())
                .allSatisfy(record ->
                        assertThat(record.path("client_type").asText()).isEqualTo("producer"));
    }

    private static ChildJvm.Result run(EventsFile events, Class<?> app, String... arguments) throws Exception {
        return ChildJvm.withAgent(events.argument())
                .environment("KAFKA_LOG_LEVEL", "ERROR")
                .run(app, arguments)
                .assertHealthy();
    }

    private static long figure(ChildJvm.Result result, String name) {
        return result.out().stream()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + "\n" + result.out() + "\n" + result.err()));
    }
}
