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
                .contains("In 1 pair")
                .containsPattern("1\\s+connected, 1 failed");
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
        assertThat(err.toString()).contains("a.jsonl: 1 broken record, skipped: line 2");
    }

    /** The verdict decides where there is one; what is not about the way to the broker stays marked. */
    @Test
    void aHealthyPairIsNotMarkedForAConnectThatWasLostAndIsForEverythingElse() throws Exception {
        String timeout = "\"outcome\":\"timeout\",\"elapsed_ms\":10000,\"verdict\":\"%s\"";
        FleetRecords records = new FleetRecords();
        for (int host = 1; host <= 4; host++) {
            records.works("host-" + host, "10.0.1." + host, "10.9.0.1", 9092);
            records.works("host-" + host, "10.0.1." + host, "10.9.0.2", 9092);
        }
        records.at(
                30,
                "connect_failed",
                "host-1",
                "10.0.1.1",
                "10.9.0.1",
                9092,
                String.format(timeout, "connect_unanswered"));
        records.at(
                30, "connect_failed", "host-2", "10.0.1.2", "10.9.0.1", 9092, String.format(timeout, "broker_silent"));
        records.at(
                30,
                "connect_failed",
                "host-3",
                "10.0.1.3",
                "10.9.0.1",
                9092,
                "\"outcome\":\"auth\",\"verdict\":\"rejected\"");
        records.at(
                30,
                "batch_expired",
                "host-4",
                "10.0.1.4",
                "10.9.0.1",
                9092,
                "\"topic\":\"orders\",\"records\":5,\"verdict\":\"undetermined\"");
        Path page = folder.resolve("p.html");

        assertThat(report(records.in(folder).toString(), "-o", page.toString())).isEqualTo(1);

        String matrix = Files.readString(page).replaceFirst("(?s).*<table class=\"matrix\">", "");
        assertThat(matrix.split("</table>", 2)[0].lines().filter(line -> line.contains("<td")))
                .satisfiesExactlyInAnyOrder(
                        row -> assertThat(row).contains("host-1").contains("<td class=\"ok\">1 connect timeout"),
                        row -> assertThat(row).contains("host-2").contains("<td class=\"ill\">1 connect timeout"),
                        row -> assertThat(row).contains("host-3").contains("<td class=\"ill\">1 connect auth"),
                        row -> assertThat(row).contains("host-4").contains("<td class=\"ill\">5 lost"));
    }

    @Test
    void aPairThatFailsAloneIsMarkedWithItsVerdict() throws Exception {
        FleetRecords records = new FleetRecords().fails("host-1", "10.0.1.1", "10.9.0.1", 9092);
        for (int host = 1; host <= 4; host++) {
            records.works("host-" + host, "10.0.1." + host, host == 1 ? "10.9.0.2" : "10.9.0.1", 9092);
        }
        Path page = folder.resolve("p.html");

        report(records.in(folder).toString(), "-o", page.toString());

        assertThat(Files.readString(page)).contains("<td class=\"ill\"><b>pair_black_hole</b>90 connect timeout");
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
