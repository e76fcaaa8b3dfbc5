package io.kafkatcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.sink.IdentityOf;
import io.kafkatcp.core.sink.otel.OtlpLine;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code events.format=otlp-json} writes leads to the verdicts that the plain lines do. */
class CorrelateOtlpTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of the resource, the scope or the log record itself. */
    private static final Set<String> AROUND = Set.of("time", "event", "agent_version", "host");

    @TempDir
    Path directory;

    @Test
    void aFleetsRecordsInOpenTelemetrysFormLeadToTheSameVerdicts() throws Exception {
        Path plain = fleet();
        List<String> lines = Files.readAllLines(plain);
        List<String> otlp =
                lines.stream().map(CorrelateOtlpTest::otlp).map(String::trim).toList();
        String batch = otlp.stream()
                .map(line -> line.substring(line.indexOf('[') + 1, line.lastIndexOf(']')))
                .collect(Collectors.joining(",", "{\"resourceLogs\":[", "]}"));
        Path inventory = Files.writeString(
                directory.resolve("inventory.csv"),
                "ip,mac\n10.0.1.1,02:00:00:00:00:01\n10.0.1.101,02:00:00:00:00:65\n");
        String expected = correlate(plain, inventory);

        assertThat(expected).contains("\"stale_arp\"", "\"refused\"", "\"healthy\"");
        assertThat(correlate(Files.write(directory.resolve("otlp.json"), otlp), inventory))
                .isEqualTo(expected);
        assertThat(correlate(Files.writeString(directory.resolve("batch.json"), batch), inventory))
                .as("as a Collector's file exporter puts them together")
                .isEqualTo(expected);
    }

    private Path fleet() throws IOException {
        FleetRecords records = new FleetRecords()
                .fails(
                        "host-1",
                        "10.0.1.1",
                        "10.0.1.101",
                        9092,
                        ",\"neighbour_ip\":\"10.0.1.101\",\"neighbour_mac\":\"02:00:00:00:00:99\","
                                + "\"neighbour_complete\":true")
                .works("host-1", "10.0.1.1", "10.0.1.102", 9092);
        for (int host = 2; host <= 4; host++) {
            String ip = "10.0.1." + host;
            records.works("host-" + host, ip, "10.0.1.101", 9092).works("host-" + host, ip, "10.0.1.102", 9092);
            for (int second = 0; second < 1_800; second += 60) {
                records.at(
                        second,
                        "connect_failed",
                        "host-" + host,
                        ip,
                        "10.0.1.103",
                        9092,
                        "\"outcome\":\"refused\",\"elapsed_ms\":1,\"error\":\"Connection \\\"refused\\\" \u00e9\"");
                records.at(
                        second,
                        "post_idle_send",
                        "host-" + host,
                        ip,
                        "10.0.1.104",
                        9092,
                        "\"outcome\":\"acknowledged\",\"idle_ms\":5000,\"request\":\"PRODUCE\"");
            }
        }
        return records.in(directory);
    }

    private static String otlp(String line) {
        try {
            JsonNode plain = JSON.readTree(line);
            Record record = new Record(Event.named(plain.get("event").asText()), Record.Level.INFO, null);
            plain.properties().forEach(field -> {
                JsonNode value = field.getValue();
                if (AROUND.contains(field.getKey())) {
                    return;
                }
                if (value.isTextual()) {
                    record.text(field.getKey(), value.asText());
                } else if (value.isBoolean()) {
                    record.flag(field.getKey(), value.asBoolean());
                } else {
                    record.number(field.getKey(), value.asLong());
                }
            });
            String host = plain.get("host").asText();
            long nanos = Instant.parse(plain.get("time").asText()).toEpochMilli() * 1_000_000;
            return new String(
                            new OtlpLine(IdentityOf.environment(Map.of("HOSTNAME", host))).of(record),
                            StandardCharsets.UTF_8)
                    .replaceAll("imeUnixNano\":\"\\d+\"", "imeUnixNano\":\"" + nanos + "\"");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String correlate(Path records, Path inventory) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Cli.run(
                said,
                new File("agent.jar"),
                "test",
                "correlate",
                records.toString(),
                "--inventory",
                inventory.toString(),
                "--json");
        return said.toString(StandardCharsets.UTF_8);
    }
}
