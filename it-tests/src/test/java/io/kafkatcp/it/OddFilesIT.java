package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.ManyRefused;
import io.kafkatcp.it.apps.NoKafka;
import io.kafkatcp.it.apps.OneProducer;
import io.kafkatcp.it.apps.Waits;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.ClosedPort;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.MountNamespace;
import io.kafkatcp.it.support.SilentServer;
import io.kafkatcp.it.support.StartedJvms;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths given to the agent at which no ordinary file stands, or none can. */
class OddFilesIT {

    /** A /dev of its own, with the links that every /dev has. */
    private static final String OWN_DEV = " && mkdir $d && mount -t tmpfs none $d"
            + " && for n in null zero full random urandom tty; do touch $d/$n; mount --bind /dev/$n $d/$n; done"
            + " && ln -s /proc/self/fd $d/fd && ln -s /proc/self/fd/1 $d/stdout && ln -s /proc/self/fd/2 $d/stderr"
            + " && mount --rbind $d /dev";

    private final Tool tool = Tool.on(Host.local());

    @RegisterExtension
    final StartedJvms jvms = new StartedJvms();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "link to a pipe", "/dev/zero"})
    void anApplicationStartsWhateverConfigNames(String kind) throws Exception {
        Path pipe = directory.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        Path config = kind.equals("/dev/zero")
                ? Path.of("/dev/zero")
                : kind.equals("pipe") ? pipe : Files.createSymbolicLink(directory.resolve("link"), pipe);

        ChildJvm.Result result =
                ChildJvm.withAgent("config=" + config).option("-Xmx64m").run(NoKafka.class);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).hasSize(1);
        assertThat(result.agentLines())
                .singleElement()
                .asString()
                .contains("the agent does not start", "config=" + config, "it is no regular file");
    }

    @Test
    void variablesSetToNothingLeaveTheAgentAtItsDefaults() throws Exception {
        ChildJvm.Result result = ChildJvm.withAgent("")
                .environment("KAFKATCP_CONFIG", "")
                .environment("KAFKATCP_MODE", "")
                .environment("KAFKATCP_CANARY", "")
                .environment("KAFKATCP_EVENTS_FILE", "")
                .environment("KAFKATCP_USER_TIMEOUT", "")
                .run(NoKafka.class);

        assertThat(result.exitCode()).isZero();
        assertThat(result.agentLines().get(0)).contains("all options at their defaults");
    }

    @Test
    void aPlaceThatNoRecordCanReachIsRefusedAtAttachAndNothingIsLeftBehind() throws Exception {
        try (SilentServer server = new SilentServer()) {
            String pid = start(server.address());

            tool.run("attach", pid, "events.file=/nodir/x.jsonl")
                    .assertNotPossible("option events.file=/nodir/x.jsonl is refused: /nodir/x.jsonl cannot be written:"
                            + " No such file or directory; name a file in a folder that is there");
            tool.run("attach", pid, "events.file=~/x.jsonl")
                    .assertNotPossible("cannot be written: No such file or directory; the shell did not replace ~");
            tool.run("attach", pid, "events.file=" + directory).assertNotPossible("it is a folder");
            tool.run("status", pid).assertNotPossible("no kafka-tcp-agent is in JVM " + pid);
        }
    }

    @Test
    void aRelativePathIsAnsweredWithTheWholeOneAndTheStatusShowsItsHealth() throws Exception {
        try (ClosedPort closed = new ClosedPort()) {
            String pid = start(closed.address());
            Path file = Path.of("/proc/" + pid + "/cwd").toRealPath().resolve("target/attached.jsonl");
            Files.deleteIfExists(file);

            assertThat(tool.run("attach", pid, "events.file=target/attached.jsonl")
                            .assertDone()
                            .out())
                    .contains("records go to " + file + ", as this JVM sees it");
            Thread.sleep(1_500);
            JsonNode sink = sink(pid, "file");
            assertThat(sink.path("path").asText()).isEqualTo(file.toString());
            assertThat(sink.path("written_records").asLong()).isPositive();
            assertThat(sink.path("lost_records").asLong()).isZero();
            assertThat(sink.has("last_error")).isFalse();
            assertThat(tool.run("status", pid).assertDone().out())
                    .containsPattern("events=file to " + file + ": \\d+ written, 0 lost")
                    .containsPattern("events=log: \\d+ written, 0 lost");
            assertThat(Files.readAllLines(file)).isNotEmpty();
            tool.run("detach", pid).assertDone();
            Files.delete(file);
        }
    }

    @Test
    void aPipeThatNobodyReadsHoldsUpNeitherTheApplicationNorTheOtherSinks() throws Exception {
        Path pipe = directory.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        try (ClosedPort closed = new ClosedPort()) {
            String pid = jvms.start(
                    "main",
                    List.of(java(), "-javaagent:" + Built.AGENT + "=events.file=" + pipe, "-cp", Built.appClassPath()),
                    ManyRefused.class,
                    List.of(closed.address(), "60", "2"));
            JsonNode full = await(pid, row -> row.path("lost_records").asLong() > 0);

            assertThat(full.path("last_error").asText()).startsWith("nobody reads it");
            assertThat(full.path("written_records").asLong()).isBetween(20L, 200L);
            long logged = sink(pid, "log").path("written_records").asLong();
            Thread.sleep(1_000);
            assertThat(sink(pid, "log").path("written_records").asLong()).isGreaterThan(logged);

            // and whoever reads it at last gets whole lines, the old ones first, and new ones
            Process reader = new ProcessBuilder("head", "-n", "200", pipe.toString()).start();
            List<String> read =
                    new String(reader.getInputStream().readAllBytes()).lines().toList();
            assertThat(read).hasSize(200).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
            assertThat(Files.exists(Path.of(pipe + ".1"))).isFalse();
        }
    }

    /** As root the agent renamed /dev/stdout itself, for all that run on the host. */
    @Test
    void standardOutputIsNeverRenamedAndTheApplicationsLinesStandBesideTheRecords() throws Exception {
        Path dev = directory.resolve("dev");
        try (ClosedPort closed = new ClosedPort()) {
            ChildJvm.Result result = ChildJvm.withAgent("events=file,events.file=/dev/stdout,events.file.size=1MB")
                    .under(MountNamespace.with(
                            "d=" + directory.resolve("own") + OWN_DEV + " && yes '' | head -c 1100000",
                            "ls -l /dev > " + dev))
                    .run(ManyRefused.class, closed.address(), "2", "4");

            assertThat(result.exitCode()).as(String.join("\n", result.err())).isZero();
            assertThat(Files.readString(dev))
                    .contains("stdout -> /proc/self/fd/1")
                    .doesNotContain("stdout.1");
            List<String> said =
                    result.out().stream().filter(line -> !line.isEmpty()).toList();
            assertThat(said).hasSizeGreaterThan(20).startsWith("main").endsWith("done");
            assertThat(said.subList(1, said.size() - 1)).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
            assertThat(result.agentLines()).noneMatch(line -> line.contains("do not reach"));
        }
    }

    @Test
    void recordsThroughAPipeOnStandardOutputStandInWholeLines() throws Exception {
        try (SilentServer server = new SilentServer()) {
            Path copy = directory.resolve("copy");
            ChildJvm.Result result = ChildJvm.withAgent("events=file,events.file=/dev/stdout")
                    .under(List.of("sh", "-c", "\"$@\" | cat > " + copy, "sh"))
                    .run(OneProducer.class, server.address());

            assertThat(result.exitCode()).isZero();
            assertThat(Files.readAllLines(copy))
                    .contains("done")
                    .anyMatch(line -> line.startsWith("{") && line.contains("connection_opened"));
        }
    }

    private JsonNode await(String pid, java.util.function.Predicate<JsonNode> condition) throws Exception {
        JsonNode row = sink(pid, "file");
        for (int tries = 0; tries < 30 && !condition.test(row); tries++) {
            Thread.sleep(300);
            row = sink(pid, "file");
        }
        return row;
    }

    private JsonNode sink(String pid, String option) throws Exception {
        for (JsonNode row :
                tool.run("status", pid, "--json").assertDone().json().path("sinks")) {
            if (row.path("sink").asText().equals(option)) {
                return row;
            }
        }
        throw new AssertionError("no sink " + option);
    }

    private String start(String bootstrap) throws Exception {
        List<String> command = new ArrayList<>(List.of(java(), "-cp", Built.appClassPath()));
        return jvms.start("up", command, Waits.class, List.of(bootstrap));
    }

    private static String java() {
        return Jdks.running().resolve("bin/java").toString();
    }
}
