package io.kafkatcp.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingJvmTest {

    /** Any file that is there. */
    private static final String JAR = "pom.xml";

    private static final String[] ARGUMENTS = {"report", "records.jsonl", "", "-o", "a b.html"};

    @Test
    void hasTheFirstCompilerAndTheSerialCollectorAndWhatTheUserGaveThisOne() {
        assertEquals(
                List.of(
                        "/jdk/bin/java",
                        "-Xmx256m",
                        "-Dtemp=/a b",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:NewRatio=1",
                        "-XX:+DisplayVMOutputToStderr",
                        "-Dkafkatcp.reads",
                        "-jar",
                        JAR,
                        "report",
                        "records.jsonl",
                        "",
                        "-o",
                        "a b.html"),
                command("java", "-Xmx256m", "-Dtemp=/a b", "-jar", JAR));
    }

    @Test
    void doesNotStartAnother() {
        List<String> itself = command("java", "-jar", JAR);
        assertEquals(List.of(), ReadingJvm.command("/jdk/bin/java", itself, ARGUMENTS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseSerialGC",
                "-Xint",
                "-javaagent:other.jar",
                "-agentlib:jdwp=server=y",
                "@options",
                "-Xlog:gc:file=gc.log",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"
            })
    void isNotStartedWhereTheUserChoseHowThisOneRuns(String option) {
        assertEquals(List.of(), command("java", option, "-jar", JAR));
    }

    @Test
    void isNotWorthItForFewBytesOrForAnotherVerb(@TempDir Path directory) throws Exception {
        Path few = file(directory, 15_999_999);
        Path many = file(directory, 16_000_000);

        assertFalse(ReadingJvm.isWorthIt("report", few.toString()));
        assertTrue(ReadingJvm.isWorthIt("report", many.toString()));
        assertTrue(ReadingJvm.isWorthIt("correlate", "--json", few.toString(), many.toString()));
        assertFalse(ReadingJvm.isWorthIt("explain", many.toString()));
    }

    /** Whatever is opened by its number is opened in this process alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/dev/fd/63", "--neighbours=broker-0=/dev/fd/63", "broker-0=/proc/self/fd/63", "/proc/17/fd/4"})
    void isNotWorthItWhereTheShellHandsAFileOver(String argument, @TempDir Path directory) throws Exception {
        assertFalse(
                ReadingJvm.isWorthIt("correlate", file(directory, 16_000_000).toString(), argument));
    }

    /** Of which nothing is written. */
    private static Path file(Path directory, long bytes) throws Exception {
        Path file = directory.resolve(bytes + ".jsonl");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
        return file;
    }

    /** The kernel has bytes, and where the locale cannot spell them the name that comes of it is no file's. */
    @Test
    void isNotStartedFromAJarWhoseNameCannotBeSpelled() {
        assertEquals(List.of(), command("java", "-jar", "Schl\ufffd\ufffdssel.jar"));
    }

    @Test
    void isNotStartedWhereThisOneWasStartedOtherwise() {
        assertEquals(List.of(), command("java", "-cp", JAR, "io.kafkatcp.entry.CliEntry"));
        assertEquals(List.of(), command("-jar", JAR));
        assertEquals(List.of(), ReadingJvm.command("/jdk/bin/java", List.of(), ARGUMENTS));
    }

    private static List<String> command(String... before) {
        List<String> own = new ArrayList<>(List.of(before));
        own.addAll(List.of(ARGUMENTS));
        return ReadingJvm.command("/jdk/bin/java", own, ARGUMENTS);
    }
}
