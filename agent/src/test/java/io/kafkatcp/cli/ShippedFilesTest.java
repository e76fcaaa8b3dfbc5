package io.kafkatcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files as shippers of logs and people's shells leave them, given to the verb report by a shell: all 100 records. */
class ShippedFilesTest {

    @TempDir
    Path folder;

    private final List<String> records = IntStream.range(0, 100)
            .mapToObj(i -> "{\"time\":\"2026-11-22T07:0" + i % 10
                    + ":00.000Z\",\"event\":\"connect_failed\",\"agent_version\":"
                    + "\"0.1.0\",\"host\":\"host-1\",\"peer_ip\":\"10.9.0.1\",\"peer_port\":9092,"
                    + "\"local_ip\":\"10.0.0.1\","
                    + "\"outcome\":\"timeout\",\"verdict\":\"connect_unanswered\",\"n\":" + i + "}")
            .toList();

    @Test
    void recordsInOneLineInAnArrayAndPrettyPrintedAreRead() throws Exception {
        assertThat(report(file("one-line.jsonl", String.join("", records)))).isEqualTo(100);
        assertThat(report(file("array.json", "[" + String.join(",", records) + "]")))
                .isEqualTo(100);
        String pretty = records.stream()
                .map(record ->
                        record.replace("{", "  {\n    ").replace(",", ",\n    ").replace("}", "\n  }"))
                .collect(Collectors.joining(",\n", "[\n", "\n]"));
        assertThat(report(file("pretty.json", pretty))).isEqualTo(100);
    }

    @Test
    void recordsAsTextsInAnExportAreRead() throws Exception {
        String export = records.stream()
                .map(record -> "  {\n   \"timestamp\": 1790000000000,\n   \"message\": \""
                        + record.replace("\"", "\\\"") + "\"\n  }")
                .collect(Collectors.joining(",\n", "{\n \"events\": [\n", "\n ]\n}"));
        assertThat(report(file("export.json", export))).isEqualTo(100);
    }

    @Test
    @Timeout(120)
    void aGzipFileOfTwoMembersIsReadThroughASlowPipe() throws Exception {
        String halves = file("a", lines(0, 50)) + " " + file("b", lines(50, 100));
        assertThat(run("(for f in " + halves + "; do gzip -c $f; sleep 2; done) | $REPORT -"))
                .isEqualTo(100);
    }

    @Test
    @Timeout(120)
    void aProcessSubstitutionIsReadLikeStandardInput() throws Exception {
        String plain = file("plain.jsonl", lines(0, 100));
        assertThat(run("gzip -k " + plain + "; $REPORT <(zcat " + plain + ".gz)"))
                .isEqualTo(100);
    }

    private long report(String file) throws Exception {
        return run("$REPORT " + file);
    }

    /** How many records the report says it read. */
    private long run(String command) throws Exception {
        List<String> java = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Reporting.class.getName()));
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true);
        shell.environment().put("REPORT", String.join(" ", java));
        Process process = shell.start();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        // 1: failed connects are a finding, and nothing was left out
        assertThat(process.exitValue()).as(said).isEqualTo(1);
        return said.lines()
                .filter(line -> line.contains(" records of "))
                .mapToLong(line -> Long.parseLong(line.replaceFirst(".*?(\\d+) records of .*", "$1")))
                .sum();
    }

    private String lines(int from, int to) {
        return String.join("\n", records.subList(from, to)) + "\n";
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /** The verb in a JVM of its own, by the tests' class path. */
    static final class Reporting {

        private Reporting() {}

        public static void main(String[] files) {
            List<String> arguments = new ArrayList<>(List.of("report"));
            arguments.addAll(List.of(files));
            System.exit(Cli.run(new File("agent.jar"), "test", arguments.toArray(new String[0])));
        }
    }
}
