package io.kafkatcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportCommandTest {

    private static final String OPENED = "{\"time\":\"2026-11-22T07:30:57.114Z\",\"event\":\"connection_opened\","
            + "\"agent_version\":\"0.1.0\",\"host\":\"a\"}\n";
    private static final String REFUSED =
            "{\"time\":\"2026-11-22T07:30:57.114Z\",\"event\":\"connect_failed\",\"agent_version\":\"0.1.0\","
                    + "\"host\":\"a\","
                    + "\"peer_ip\":\"10.9.0.1\",\"peer_port\":9092,\"outcome\":\"refused\","
                    + "\"verdict\":\"connect_refused\"}\n";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void nothingFoundIsZero() throws Exception {
        assertThat(report(file("a.jsonl", OPENED))).isZero();
        assertThat(out.toString())
                .contains("1 record of 1 host in 1 file")
                .contains("Nothing went wrong in these records");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void findingsAreOne() throws Exception {
        assertThat(report(file("a.jsonl", OPENED + REFUSED))).isEqualTo(1);
        assertThat(out.toString())
                .contains("1 connect was refused: the host is alive, the port is closed")
                .contains("In 1 pair");
    }

    @Test
    void anEmptyFileIsNoBadInput() throws Exception {
        assertThat(report(file("a.jsonl", ""), "-o", folder.resolve("p.html").toString()))
                .isZero();
        assertThat(folder.resolve("p.html")).content().contains("There are no records");
    }

    @Test
    void badInputIsTwoAndOneLine() throws Exception {
        assertThat(report(folder.resolve("none.jsonl").toString())).isEqualTo(2);
        assertThat(report(file("b.txt", "a letter\n"))).isEqualTo(2);
        assertThat(report()).isEqualTo(2);
        assertThat(err.toString().lines().limit(2)).allMatch(line -> line.startsWith("kafka-tcp-agent: "));
        assertThat(err.toString()).contains("none.jsonl").contains("b.txt holds no record of the agent");
    }

    @Test
    void thePageDoesNotOverwriteTheRecords() throws Exception {
        String records = file("a.jsonl", OPENED);
        assertThat(report(records, "-o", records)).isEqualTo(2);
        assertThat(err.toString()).contains("-o names ");
        assertThat(Path.of(records)).content().isEqualTo(OPENED);
    }

    @Test
    void whatIsPassedOverIsSaidWithItsPlace() throws Exception {
        assertThat(report(file("a.jsonl", OPENED + OPENED.substring(0, 80) + "\n" + REFUSED)))
                .isEqualTo(5);
        assertThat(err.toString()).contains("a.jsonl: 1 broken records, skipped: line 2");
    }

    private int report(String... arguments) {
        return new CommandLine(new ReportCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
