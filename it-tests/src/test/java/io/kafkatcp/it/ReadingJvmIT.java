package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.FleetFile;
import io.kafkatcp.it.support.Jdks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many records are read in a second JVM: nobody need know of it, whatever becomes of it. */
class ReadingJvmIT {

    private static final String ONE_RECORD = "{\"time\":\"2026-11-22T07:10:00.114Z\",\"event\":\"connection_opened\","
            + "\"agent_version\":\"0.1.0\",\"host\":\"a\"}\n";
    /** What the second JVM is started as, its options behind it. */
    private static final String REAL_JAVA = Jdks.running().resolve("bin/java").toString();

    @TempDir
    static Path directory;

    private static Path many;
    private static Path one;
    private static long records;
    private Path started;
    private Path home;

    private record Ended(int exitCode, String out, String err) {}

    /** Enough that a second JVM is worth it. */
    @BeforeAll
    static void manyRecords() throws Exception {
        many = FleetFile.write(directory, 1, 140, 12, 0.01).records();
        assertThat(Files.size(many)).isGreaterThan(16_000_000);
        try (Stream<String> lines = Files.lines(many)) {
            records = lines.count();
        }
        one = Files.writeString(directory.resolve("one.jsonl"), ONE_RECORD);
    }

    /** A JDK whose java command is this test's. */
    @BeforeEach
    void aJdk() throws Exception {
        home = Files.createTempDirectory(directory, "jdk");
        started = home.resolve("started");
        for (Path part : partsOf(Jdks.running())) {
            if (!part.endsWith("bin")) {
                Files.createSymbolicLink(home.resolve(part.getFileName()), part);
            }
        }
        Files.createDirectory(home.resolve("bin"));
        javaIs("exec " + REAL_JAVA + " \"$@\"");
    }

    @AfterEach
    void theRealOneStays() throws Exception {
        for (Path part : partsOf(home)) {
            if (Files.isSymbolicLink(part)) {
                Files.delete(part);
            }
        }
    }

    private static List<Path> partsOf(Path jdk) throws Exception {
        try (Stream<Path> parts = Files.list(jdk)) {
            return parts.toList();
        }
    }

    @Test
    void doesWhatThisOneWouldDo() throws Exception {
        Ended alone = run("-XX:+UseSerialGC", "report", many.toString());
        assertThat(started).doesNotExist();

        Ended ended = run("-Xmx200m", "report", many.toString());

        assertThat(Files.readString(started)).startsWith("-Xmx200m");
        assertThat(ended.exitCode).isEqualTo(1).isEqualTo(alone.exitCode);
        assertThat(ended.out).isEqualTo(alone.out);
    }

    @ParameterizedTest
    @CsvSource({
        "report MANY -o FOLDER, 74",
        "report MANY --none, 2",
        "report MANY MISSING, 2",
        "report MANY CUT_OFF, 5",
        "correlate MANY, 1"
    })
    void itsExitCodeIsPassedOn(String line, int exitCode) throws Exception {
        Path cutOff = Files.writeString(directory.resolve("cut.jsonl"), ONE_RECORD + ONE_RECORD.substring(0, 90));
        String[] arguments = line.replace("MANY", many.toString())
                .replace("CUT_OFF", cutOff.toString())
                .replace("MISSING", directory.resolve("none.jsonl").toString())
                .replace("FOLDER", directory.toString())
                .split(" ");

        assertThat(run("-Xmx200m", arguments).exitCode).isEqualTo(exitCode);
        assertThat(started).exists();
    }

    @Test
    void readsStandardInputAndANamedPipeAsThisOneDoes() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        Ended ended = shell(
                "cat " + one + " > " + pipe + " & cat " + one + " | " + line("report " + many + " " + pipe + " -"));

        assertThat(ended.out).startsWith(String.format("%,d records", records + 2));
        assertThat(started).exists();
    }

    /** Their numbers mean something to this process alone. */
    @Test
    void isNotStartedWhereTheShellHandsFilesOver() throws Exception {
        Ended report = shell(line("report " + many) + " <(cat " + one + ")");
        Ended correlate =
                shell(line("correlate " + many) + " --neighbours broker-0=<(cat " + directory + "/neighbours-0.txt)");

        assertThat(report.out).startsWith(String.format("%,d records", records + 1));
        assertThat(correlate.exitCode).as(correlate.err).isEqualTo(1);
        assertThat(started).doesNotExist();
    }

    /** As where there is no memory for it: the JVM's exit code would be the one of a finding. */
    @Test
    void whereItCannotBeginThisOneReadsAndSaysSo() throws Exception {
        javaIs("exec " + REAL_JAVA + " -Xms100000g \"$@\"");

        Ended ended = run("-Xmx200m", "report", many.toString());

        assertThat(started).exists();
        assertThat(ended.err)
                .contains("kafka-tcp-agent: no second JVM could be started to read the files (it ended with 1):"
                        + " this one reads them");
        assertThat(ended.out).startsWith(String.format("%,d records", records));
        assertThat(ended.exitCode).isEqualTo(1);
    }

    @Test
    void whereItCannotBeStartedThisOneReadsAndSaysSo() throws Exception {
        Files.writeString(home.resolve("bin/java"), "#!" + directory.resolve("no-shell") + "\n");

        Ended ended = run("-Xmx200m", "report", many.toString());

        assertThat(ended.err).contains("kafka-tcp-agent: no second JVM could be started to read the files (");
        assertThat(ended.out).startsWith(String.format("%,d records", records));
        assertThat(ended.exitCode).isEqualTo(1);
    }

    /** As of a JDK that has been taken away, or of a launcher's own. */
    @Test
    void withoutAJavaCommandThisOneReads() throws Exception {
        Files.delete(home.resolve("bin/java"));

        Ended ended = run("-Xmx200m", "report", many.toString());

        assertThat(ended.out).startsWith(String.format("%,d records", records));
        assertThat(ended.exitCode).isEqualTo(1);
        assertThat(ended.err).doesNotContain("second JVM");
    }

    /** It may have written a part of its answer, which must not come twice. */
    @Test
    void whereItIsKilledThatIsSaidAndIsTheExitCode() throws Exception {
        javaIs("kill -9 $$");

        Ended ended = run("-Xmx200m", "report", many.toString());

        assertThat(ended.exitCode).isEqualTo(128 + 9);
        assertThat(ended.out).isEmpty();
        assertThat(ended.err)
                .isEqualToIgnoringNewLines(
                        "kafka-tcp-agent: the JVM that read the files was killed (signal 9), as where"
                                + " memory is short: give a smaller -Xmx, or fewer files");
    }

    @Test
    void endsWithThisOne() throws Exception {
        Path told = home.resolve("told");
        javaIs("trap 'touch " + told + "; exit 143' TERM; touch " + home.resolve("ready")
                + "; while true; do sleep 0.1; done");
        Process process = new ProcessBuilder(command("report", many.toString())).start();
        await(home.resolve("ready"));

        process.destroy();

        assertThat(process.waitFor()).isEqualTo(128 + 15);
        await(told);
    }

    private static void await(Path file) throws Exception {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(file)) {
            assertThat(System.nanoTime()).as(file + " is not there").isLessThan(deadlineNs);
            Thread.sleep(20);
        }
    }

    private void javaIs(String script) throws Exception {
        Path java = Files.writeString(
                home.resolve("bin/java"), "#!/bin/sh\necho \"$@\" > " + started + "\n" + script + "\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private Ended run(String option, String... arguments) throws Exception {
        List<String> command = command(arguments);
        command.add(1, option);
        return end(command);
    }

    private Ended shell(String line) throws Exception {
        return end(List.of("bash", "-c", line));
    }

    private String line(String arguments) {
        return String.join(" ", command(new String[] {arguments}));
    }

    private List<String> command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(REAL_JAVA, "-Djava.home=" + home, "-jar", Built.AGENT.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Ended end(List<String> command) throws Exception {
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(command + " did not end: " + Files.readString(err));
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
