package io.kafkatcp.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.it.support.FleetFile;
import io.kafkatcp.it.support.InProcess;
import io.kafkatcp.it.support.LogShipper;
import io.kafkatcp.it.support.RotatedFile;
import io.kafkatcp.it.support.TcpSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real log shippers read the agent's file by the samples in the jar, while the agent and logrotate move it away; what
 * they write, in the samples' form and in others, says what the file said.
 */
class ShippersIT {

    /** Each file of what was shipped, and how often it holds a record. */
    private static final Map<String, Integer> FORMS = Map.ofEntries(
            Map.entry("rsyslog-sample", 1),
            Map.entry("rsyslog-framed", 1),
            Map.entry("rsyslog-file", 1),
            Map.entry("rsyslog-traditional", 1),
            Map.entry("rsyslog-whole-message", 2),
            Map.entry("rsyslog-message-in-json", 1),
            Map.entry("syslog-ng-sample", 1),
            Map.entry("syslog-ng-framed", 1),
            Map.entry("syslog-ng-file", 1),
            Map.entry("syslog-ng-macros", 1),
            Map.entry("syslog-ng-everything", 3));

    private static final String FOREIGN = "2026-11-22 07:00:00 INFO started {\"time\":1}\n";

    @TempDir
    static Path directory;

    private static Path original;

    @BeforeAll
    static void shipAFileThatIsMovedAway() throws Exception {
        LogShipper.needed("rsyslogd", "syslog-ng", "logrotate");
        Path fleet = FleetFile.write(directory, 3, 20, 6, 0).records();
        RotatedFile file = new RotatedFile(
                Files.createDirectory(directory.resolve("orders")), FOREIGN + Files.readString(fleet) + FOREIGN);
        try (TcpSink rsyslogSample = sink("rsyslog-sample");
                TcpSink rsyslogFramed = sink("rsyslog-framed");
                TcpSink syslogNgSample = sink("syslog-ng-sample");
                TcpSink syslogNgFramed = sink("syslog-ng-framed");
                LogShipper rsyslog = LogShipper.rsyslog(
                        directory,
                        forms("rsyslog", rsyslogFramed)
                                + replaced(
                                        sample("rsyslog", file.path(), rsyslogSample),
                                        "ruleset(name=\"kafka_tcp_agent\") {",
                                        "ruleset(name=\"kafka_tcp_agent\") {\ncall forms"));
                LogShipper syslogNg = LogShipper.syslogNg(
                        directory,
                        sample("syslog-ng", file.path(), syslogNgSample) + forms("syslog-ng", syslogNgFramed))) {
            file.fillAndMoveAway(() -> {
                for (String form : FORMS.keySet()) {
                    assertThat(rsyslog.isAlive()).as(rsyslog.toString()).isTrue();
                    assertThat(syslogNg.isAlive()).as(syslogNg.toString()).isTrue();
                    if (records(form) < file.records()) {
                        return false;
                    }
                }
                return true;
            });
        }
        original = file.whole(directory.resolve("original.jsonl"));
    }

    static Stream<String> forms() {
        return FORMS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsyslog-sample", "syslog-ng-sample"})
    void theSampleShipsEachRecordOnceWithAllItsFieldsAndNothingElse(String form) throws Exception {
        Map<String, Integer> balance = new TreeMap<>();
        for (String line : Files.readAllLines(original)) {
            if (!FOREIGN.startsWith(line)) {
                balance.merge(fields(line), 1, Integer::sum);
            }
        }
        assertThat(balance).hasSizeGreaterThan(2_000);

        for (String line : Files.readAllLines(directory.resolve(form))) {
            balance.merge(fields(line), -1, Integer::sum);
        }
        balance.values().removeIf(count -> count == 0);
        assertThat(balance.entrySet().stream().limit(3))
                .as(balance.size() + " were lost (1) or came without being written (-1)")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void reportAndCorrelateSayOfEachFormWhatTheySayOfTheFile(String form) throws Exception {
        Path shipped = directory.resolve(form);

        for (List<String> verb : List.of(List.of("report"), List.of("correlate", "--json"))) {
            assertThat(said(verb, shipped)).as(form + " " + verb).isEqualTo(said(verb, original));
        }
    }

    private static InProcess.Result said(List<String> verb, Path records) throws Exception {
        return InProcess.run(
                Stream.concat(verb.stream(), Stream.of(records.toString())).toList());
    }

    /** Of all values the text, as which a shipper may have sent it. */
    private static String fields(String record) {
        Map<String, String> fields = new TreeMap<>();
        try {
            for (Map.Entry<String, JsonNode> field :
                    new ObjectMapper().readTree(record).properties()) {
                JsonNode value = field.getValue();
                fields.put(field.getKey(), value.isTextual() ? value.asText() : value.toString());
            }
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + record, e);
        }
        return fields.toString();
    }

    private static TcpSink sink(String form) throws IOException {
        return new TcpSink(directory.resolve(form));
    }

    private static long records(String form) throws IOException {
        Path shipped = directory.resolve(form);
        return Files.exists(shipped) ? RotatedFile.records(Files.readString(shipped, ISO_8859_1)) / FORMS.get(form) : 0;
    }

    private static String sample(String shipper, Path file, TcpSink sink) throws IOException {
        String text = Files.readString(Path.of("../agent/src/main/monitoring", shipper + ".conf"));
        text = replaced(text, "/var/log/orders/kafka-tcp.jsonl", file.toString());
        return replaced(replaced(text, "logs.example", "127.0.0.1"), "6514", Integer.toString(sink.port()));
    }

    private static String forms(String shipper, TcpSink framed) throws IOException {
        String text = Files.readString(Path.of("src/test/resources", shipper + "-forms.conf"));
        return replaced(replaced(text, "FOLDER", directory.toString()), "FRAMED", Integer.toString(framed.port()));
    }

    private static String replaced(String text, String part, String other) {
        assertThat(text).contains(part);
        return text.replace(part, other);
    }
}
