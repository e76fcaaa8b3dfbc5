package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.it.support.FleetFile;
import io.kafkatcp.it.support.InProcess;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.MixedFleet;
import io.kafkatcp.it.support.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fleets with planted faults: every one is found and nothing else, by the command line and by Spark. */
class CorrelateIT {

    private static final Set<String> PAIR_FAULTS = Set.of(
            "pair_black_hole", "stale_arp", "answer_lost", "syn_never_seen", "backlog_full", "not_arp", "inconclusive");
    private static final int SEEDS = 100;

    @TempDir
    Path directory;

    @Test
    void overAHundredFleetsEveryPlantedFaultIsFoundAndNoOtherPairIsAccused() throws Exception {
        for (int seed = 1; seed <= SEEDS; seed++) {
            FleetFile.Written fleet = FleetFile.write(directory, seed, 200, 12, 0.01);

            InProcess.Result result = InProcess.run(fleet.arguments());

            assertThat(result.exitCode()).as("seed " + seed).isEqualTo(1);
            Map<String, String> verdicts = verdicts(result.out());
            assertThat(verdicts).as("seed " + seed).hasSize(200 * 12);
            assertThat(only(verdicts, fleet)).as("seed " + seed).isEqualTo(fleet.planted());
            verdicts.keySet().removeAll(fleet.planted().keySet());
            assertThat(verdicts.values()).as("seed " + seed).allMatch("healthy"::equals);
        }
    }

    @Test
    void sparkDecidesTheSameOfTheSameFleet() throws Exception {
        FleetFile.Written fleet = FleetFile.write(directory, 7, 60, 8, 0.05);
        Files.write(fleet.records(), MixedFleet.lines(11), StandardOpenOption.APPEND);
        Map<String, String> ours =
                verdicts(InProcess.run(List.of("correlate", fleet.records().toString(), "--json"))
                        .out());

        Map<String, String> sparks = spark(fleet.records());

        assertThat(sparks).isEqualTo(ours);
        assertThat(sparks.values())
                .contains("pair_black_hole", "broker_down", "producer_isolated", "refused", "transient", "healthy");
    }

    @Test
    void peopleAreToldWhyAndWhatToRunAndScriptsGetTheSame() throws Exception {
        FleetFile.Written fleet = FleetFile.write(directory, 3, 20, 6, 0);
        List<String> arguments = new ArrayList<>(fleet.arguments());
        arguments.remove("--json");

        Tool.Said result = Tool.reading("-Xmx64m").run(arguments.toArray(new String[0]));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().findFirst().orElseThrow())
                .startsWith("stale_arp  10.0.1.")
                .contains("(producer-")
                .contains("-> 10.9.0.");
        assertThat(result.out().lines())
                .anyMatch(
                        line -> line.matches("  why     \\d+ connects unanswered in \\d+ s, while \\d+ other producers "
                                + "reach this broker and"
                                + " this producer reaches \\d+ other broker\\(s\\); the broker has "
                                + "02:00:00:00:00:99 for 10.0.1.\\d+ .*, and the inventory says 02:42:.*"));
        assertThat(result.out().lines())
                .anyMatch(line ->
                        line.matches("  do      on 10.9.0.\\d+: ip neigh del 10.0.1.\\d+ dev eth0; .*gc_thresh1=0.*"));
        assertThat(result.out().lines())
                .last()
                .asString()
                .startsWith("120 pairs of a producer and a broker: 3 stale_arp, 1 not_arp, 1 inconclusive");
    }

    @Test
    void whatCannotBeUsedIsOneLineAndExitCodeTwo() throws Exception {
        Path text = Files.writeString(directory.resolve("prose.txt"), "this is\nno record at all\n");
        FleetFile.Written fleet = FleetFile.write(directory, 3, 10, 6, 0);

        Tool.Said noRecords = Tool.reading().run("correlate", text.toString());
        Tool.Said noTable =
                Tool.reading().run("correlate", fleet.records().toString(), "--neighbours", "broker-1=" + text);

        assertThat(noRecords.exitCode()).isEqualTo(2);
        assertThat(noRecords.err().lines())
                .singleElement()
                .asString()
                .contains("prose.txt holds no record of the agent")
                .contains("expected are");
        assertThat(noTable.exitCode()).isEqualTo(2);
        assertThat(noTable.err().lines())
                .anyMatch(line -> line.contains("prose.txt is no neighbour table; expected is what ip neigh"));
    }

    @Test
    void theLineForABrokerGathersWhatCorrelateReads() throws Exception {
        String line = Tool.reading().run("collect").out();
        assertThat(Tool.reading().run("collect-neighbours").out())
                .as("the old name")
                .isEqualTo(line);
        Process shell = new ProcessBuilder("sh", "-c", line)
                .directory(directory.toFile())
                .start();
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        Path table;
        try (var files = Files.list(directory)) {
            table = files.filter(file -> file.getFileName().toString().startsWith("collected-"))
                    .findFirst()
                    .orElseThrow();
        }

        assertThat(Files.readAllLines(table).get(0)).matches("# collected \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        FleetFile.Written fleet = FleetFile.write(Files.createDirectory(directory.resolve("fleet")), 3, 10, 6, 0);
        assertThat(Tool.reading()
                        .run("correlate", fleet.records().toString(), "--broker", "broker-1=" + table)
                        .exitCode())
                .isEqualTo(1);
    }

    private static Map<String, String> only(Map<String, String> verdicts, FleetFile.Written fleet) {
        Map<String, String> found = new TreeMap<>();
        verdicts.forEach((pair, verdict) -> {
            if (fleet.planted().containsKey(pair) || PAIR_FAULTS.contains(verdict)) {
                found.put(pair, verdict);
            }
        });
        return found;
    }

    private static Map<String, String> verdicts(String json) throws Exception {
        Map<String, String> verdicts = new TreeMap<>();
        for (JsonNode pair : new ObjectMapper().readTree(json).path("pairs")) {
            verdicts.put(
                    pair.path("host").asText() + " " + pair.path("local_ip").asText() + " "
                            + pair.path("peer_ip").asText() + ":"
                            + pair.path("peer_port").asText(),
                    pair.path("verdict").asText());
        }
        return verdicts;
    }

    private Map<String, String> spark(Path records) throws Exception {
        Path spark = Path.of("spark/target").toAbsolutePath();
        List<String> command =
                new ArrayList<>(List.of(Jdks.running().resolve("bin/java").toString(), "-Xmx1g"));
        // what Spark's own launcher opens on JDK 17 and newer
        for (String name : List.of(
                "java.lang",
                "java.lang.invoke",
                "java.lang.reflect",
                "java.io",
                "java.net",
                "java.nio",
                "java.util",
                "java.util.concurrent",
                "java.util.concurrent.atomic",
                "sun.nio.ch",
                "sun.nio.cs",
                "sun.security.action",
                "sun.util.calendar")) {
            command.addAll(List.of("--add-opens", "java.base/" + name + "=ALL-UNNAMED"));
        }
        command.addAll(List.of(
                "-cp",
                spark.resolve("spark-check.jar") + ":" + spark.resolve("lib") + "/*",
                "io.kafkatcp.spark.CorrelateSql",
                Path.of("../agent/src/main/spark/correlate.sql")
                        .toAbsolutePath()
                        .toString(),
                records.toString()));
        Path err = directory.resolve("spark.err");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectError(err.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        Map<String, String> verdicts = new TreeMap<>();
        out.lines()
                .map(line -> line.split(" "))
                .filter(columns -> columns.length == 4)
                .forEach(columns -> verdicts.put(columns[0] + " " + columns[1] + " " + columns[2], columns[3]));
        return verdicts;
    }
}
