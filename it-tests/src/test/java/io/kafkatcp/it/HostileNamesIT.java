package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.EveryPartition;
import io.kafkatcp.it.apps.HostileBroker;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.NeedsLab;
import io.kafkatcp.it.support.PlainText;
import io.kafkatcp.it.support.RecordedProducer;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes from the network into the agent's lines and records is text, whatever it is. */
class HostileNamesIT {

    @TempDir
    Path directory;

    @Test
    void namesThatSteerATerminalForgeALineOrFillAMemoryAreHarmlessInLogAndFile() throws Exception {
        try (Lab lab = NeedsLab.open()) {
            Host host = lab.host("alone");
            CountDownLatch ready = new CountDownLatch(1);
            host.start(
                    List.of(
                            Jdks.running().resolve("bin/java").toString(),
                            "-cp",
                            Built.appClassPath(),
                            HostileBroker.class.getName(),
                            "9092"),
                    Map.of(),
                    line -> ready.countDown(),
                    line -> {});
            assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
            try (RecordedProducer producer = RecordedProducer.start(
                            EveryPartition.class,
                            host,
                            directory,
                            "hostile",
                            "",
                            "127.0.0.1:9092",
                            "max.block.ms=3000",
                            "linger.ms=0",
                            "enable.idempotence=false",
                            "enable.metrics.push=false")
                    .awaitEnd()) {
                List<JsonNode> failed = producer.events().of("connect_failed");

                assertThat(failed)
                        .as(() -> producer.logged().stream().limit(50).toList().toString())
                        .extracting(record -> record.path("node_id").asText())
                        .contains("0", "1", "2", "3", "4", "5");
                assertThat(failed)
                        .allSatisfy(record ->
                                assertThat(record.path("outcome").asText()).isEqualTo("dns"));
                PlainText.assertPlain(
                        Files.readString(directory.resolve("hostile.jsonl")).replace("\n", ""));
                List<String> lines = producer.logged().stream()
                        .filter(line -> line.contains("io.kafkatcp.agent"))
                        .toList();
                assertThat(lines)
                        .isNotEmpty()
                        .allSatisfy(
                                line -> assertThat(line).hasSizeLessThan(3_000).doesNotContain("${"));
                lines.forEach(PlainText::assertPlain);
                assertThat(Files.readAllLines(directory.resolve("hostile.jsonl")))
                        .allSatisfy(line -> assertThat(line).hasSizeLessThan(8_192));
            }
        }
    }
}
