package io.kafkatcp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script must not take a cut text, or none, for a verb's answer. */
class OutputTest {

    private static final String REFUSED =
            "{\"time\":\"2026-11-22T07:30:57.114Z\",\"event\":\"connect_failed\",\"agent_version\":\"0.1.0\","
                    + "\"host\":\"a\",\"local_ip\":\"10.0.0.5\",\"peer_ip\":\"10.9.0.1\",\"peer_port\":9092,"
                    + "\"outcome\":\"refused\",\"verdict\":\"connect_refused\"}\n";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "report --help",
                "explain",
                "report RECORDS",
                "correlate RECORDS",
                "correlate --json RECORDS",
                "collect-neighbours",
                "completion"
            })
    void outputThatCannotBeWrittenIsAnExitCodeOfItsOwnAndItsCause(String line) throws Exception {
        assertThat(run(failing("No space left on device"), line)).isEqualTo(74);
        assertThat(err.toString())
                .hasLineCount(1)
                .isEqualToIgnoringNewLines(
                        "kafka-tcp-agent: standard output cannot be written: No space left on device");
    }

    /** As of head, which has read enough. */
    @Test
    void aReaderThatEndsEarlyIsNoError() throws Exception {
        assertThat(run(failing("Broken pipe"), "explain")).isZero();
        assertThat(run(failing("Broken pipe"), "report RECORDS")).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whatCanBeWrittenIsWrittenWhole() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(run(out, "collect-neighbours")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("\n");
    }

    @Test
    void aPageThatCannotBeWrittenIsTheSameCodeAndItsCause() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(run(out, "report RECORDS -o " + folder + "/nodir/p.html")).isEqualTo(74);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "kafka-tcp-agent: " + folder + "/nodir/p.html cannot be written: no such folder");
        assertThat(out.toString()).contains("1 connect was refused");

        err.reset();
        Files.writeString(folder.resolve("plain"), "");
        assertThat(run(out, "report RECORDS -o " + folder + "/plain/p.html")).isEqualTo(74);
        assertThat(err.toString()).contains("cannot be written: Not a directory");

        err.reset();
        assertThat(run(out, "report RECORDS -o " + folder)).isEqualTo(74);
        assertThat(err.toString()).contains("cannot be written: Is a directory");
    }

    @Test
    void aPageOnAFullDiskIsTheSame() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")));

        assertThat(run(new ByteArrayOutputStream(), "report RECORDS -o /dev/full"))
                .isEqualTo(74);
        assertThat(err.toString()).contains("/dev/full cannot be written: No space left on device");
    }

    @Test
    void theUsageAndThePagesNameTheCode() throws Exception {
        for (String verb : List.of("--help", "report --help", "correlate --help")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            run(out, verb);
            assertThat(out.toString().replaceAll("\\s+", " "))
                    .containsPattern("74 (where )?.*output cannot be written");
        }
        assertThat(page("report")).contains("74 the page or standard output cannot be written");
        assertThat(page("attach")).contains("74 standard output cannot be written");
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("docs", name + ".md")).replaceAll("\\s+", " ");
    }

    private int run(OutputStream out, String line) throws IOException {
        Path records = Files.writeString(folder.resolve("a.jsonl"), REFUSED);
        List<String> arguments = new ArrayList<>();
        Collections.addAll(arguments, line.split(" "));
        arguments.replaceAll(word -> word.equals("RECORDS") ? records.toString() : word);
        PrintStream before = System.err;
        System.setErr(new PrintStream(err, true));
        try {
            return Cli.run(out, new File("agent.jar"), "test", arguments.toArray(new String[0]));
        } finally {
            System.setErr(before);
        }
    }

    private static OutputStream failing(String cause) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(cause);
            }
        };
    }
}
