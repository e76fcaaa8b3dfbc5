package io.kafkatcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in the files that report and correlate are given, they use it or say that they cannot: no exception,
 * no heap that grows with it.
 */
class RecordVerbsFuzzTest {

    private static final int FILES = 250;

    @TempDir
    Path directory;

    /** In a JVM of its own, because a small heap is half of the test. */
    @Test
    void anyFileIsUsedOrRefusedInASmallHeap() throws Exception {
        for (int seed = 1; seed <= FILES; seed++) {
            Files.write(directory.resolve(seed + ".jsonl"), new GarbageFiles(seed).next());
        }
        // a line of 10 MB, and one that does not end
        Files.writeString(
                directory.resolve("long.jsonl"),
                "{\"time\":\"2026-11-22T07:30:57.114Z\",\"event\":\"" + "x".repeat(10_000_000) + "\n"
                        + "y".repeat(10_000_000));
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fuzz.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(said).isZero();
        // used, found something, refused, and read in part: none of them is all that comes
        assertThat(said.lines().map(line -> line.split(" ")[1])).contains("0", "1", "2", "4", "5");
    }

    /** Reads each file of a folder in each of three ways. */
    static final class Fuzz {

        private Fuzz() {}

        public static void main(String[] arguments) throws Exception {
            String page = arguments[0] + "/page.html";
            try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(arguments[0]), "*.jsonl")) {
                for (Path file : files) {
                    say(file, run("report", file.toString(), "-o", page));
                    say(file, run("correlate", file.toString()));
                    say(
                            file,
                            run(
                                    "correlate",
                                    file.toString(),
                                    "--json",
                                    "--neighbours",
                                    "10.9.0.1=" + file,
                                    "--inventory",
                                    file.toString()));
                }
            }
        }

        private static void say(Path file, int exitCode) {
            System.out.println(file + " " + exitCode);
        }

        private static int run(String... arguments) {
            PrintStream err = System.err;
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            System.setErr(new PrintStream(said, true));
            int exitCode;
            try {
                exitCode = Cli.run(said, new File("agent.jar"), "test", arguments);
            } finally {
                System.setErr(err);
            }
            if (exitCode > 5) {
                throw new AssertionError(String.join(" ", arguments) + "\n" + said);
            }
            return exitCode;
        }
    }
}
