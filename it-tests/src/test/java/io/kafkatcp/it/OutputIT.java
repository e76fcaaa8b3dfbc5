package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kafkatcp.it.apps.Waits;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.SilentServer;
import io.kafkatcp.it.support.StartedJvms;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where the command line's output goes: into a terminal of some width, a pipe, or a disk that is full. */
class OutputIT {

    @RegisterExtension
    final StartedJvms jvms = new StartedJvms();

    @TempDir
    Path directory;

    private SilentServer server;
    private String pid;

    @BeforeEach
    void aJvmWithAConnection() throws Exception {
        server = new SilentServer();
        pid = jvms.start(
                "up",
                List.of(java(), "-cp", Built.appClassPath(), "-Dkafkatcp.service=orders"),
                Waits.class,
                List.of(server.address()));
    }

    @AfterEach
    void theServerEnds() throws Exception {
        server.close();
    }

    @Test
    void onAFullDiskEveryVerbEndsWithACodeOfItsOwnAndTheCause() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");

        for (String verb : List.of(
                "list",
                "list --json",
                "attach " + pid,
                "status " + pid,
                "status " + pid + " --json",
                "status " + pid + " --watch",
                "set " + pid + " user-timeout=7s",
                "detach " + pid,
                "explain",
                "collect-neighbours",
                "completion",
                "--help",
                "--version")) {
            assertFull(verb);
        }
    }

    @Test
    void aStatusFitsATerminalOfEightyColumnsAndAPipeGetsAllOfIt() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) makes the terminal");
        assertThat(run(directory.resolve("attach"), "attach", pid)).isZero();

        Path piped = directory.resolve("piped");
        assertThat(run(piped, "status", pid)).isZero();
        assertThat(Files.readString(piped))
                .contains("CLIENT  NODE  ROLE ", "  LAST VERDICT\n")
                .doesNotContain("too narrow", "\u001b");

        assertThat(onTerminal(80, "status " + pid))
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
        assertThat(onTerminal(80, "status " + pid))
                .anySatisfy(line -> assertThat(line).startsWith("CLIENT  NODE").contains("PEER", "STATE", "RETRANS"))
                .anySatisfy(line -> assertThat(line).startsWith("80 columns are too narrow for "));
        assertThat(onTerminal(230, "status " + pid))
                .anySatisfy(line -> assertThat(line).contains("CLIENT  NODE  ROLE ", "  LAST VERDICT"));
    }

    @Test
    void aWatchedStatusFitsTheTerminalToo() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script(1) makes the terminal");
        assertThat(run(directory.resolve("attach"), "attach", pid)).isZero();

        List<String> lines = onTerminal(80, "timeout -s INT 5", "status " + pid + " --watch");

        assertThat(lines.stream().filter(line -> line.startsWith("CLIENT  NODE")))
                .hasSizeGreaterThan(1);
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
    }

    private void assertFull(String verb) throws Exception {
        Path err = Files.createTempFile(directory, "full", ".err");
        Process tool = new ProcessBuilder(command(verb.split(" ")))
                .redirectOutput(new File("/dev/full"))
                .redirectError(err.toFile())
                .start();

        assertThat(tool.waitFor(60, TimeUnit.SECONDS)).as(verb).isTrue();
        assertThat(tool.exitValue()).as(verb + Files.readString(err)).isEqualTo(74);
        assertThat(Files.readString(err))
                .as(verb)
                .isEqualTo("kafka-tcp-agent: standard output cannot be written: No space left on device\n");
    }

    private int run(Path out, String... verb) throws Exception {
        Process tool = new ProcessBuilder(command(verb))
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return tool.exitValue();
    }

    private List<String> onTerminal(int columns, String verb) throws Exception {
        return onTerminal(columns, "", verb);
    }

    /** Without what moves the cursor. */
    private List<String> onTerminal(int columns, String under, String verb) throws Exception {
        String line = "stty cols " + columns + " rows 40; " + under + " "
                + String.join(" ", command(verb.split(" "))).trim();
        Path out = Files.createTempFile(directory, "terminal", ".out");
        Process script = new ProcessBuilder("script", "-qec", line, "/dev/null")
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out, StandardCharsets.UTF_8)
                .replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "")
                .replace("\r", "")
                .lines()
                .toList();
    }

    private static List<String> command(String... verb) {
        List<String> command =
                new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-jar", Built.AGENT.toString()));
        command.addAll(List.of(verb));
        return command;
    }

    private static String java() {
        return Jdks.running().resolve("bin/java").toString();
    }
}
