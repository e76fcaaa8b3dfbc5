package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.BareClient;
import io.kafkatcp.it.apps.EarlyBirds;
import io.kafkatcp.it.apps.HostileAppender;
import io.kafkatcp.it.apps.ManyRefused;
import io.kafkatcp.it.apps.OneProducer;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.ClosedPort;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.MountNamespace;
import io.kafkatcp.it.support.SilentServer;
import io.kafkatcp.it.support.Strace;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.process.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What breaks around the agent, and what the application notices of it: nothing. */
class FaultsIT {

    /** Neither Flight Recorder nor JMX. */
    private static final String MODULES =
            "--limit-modules=java.instrument,java.naming,java.logging,java.security.sasl,java.security.jgss,"
                    + "java.sql,jdk.unsupported";

    @TempDir
    Path directory;

    private ClosedPort closed;
    private EventsFile events;

    @BeforeEach
    void aPortThatRefuses() throws Exception {
        closed = new ClosedPort();
        events = new EventsFile(directory.resolve("events.jsonl"));
    }

    @AfterEach
    void thePortIsFreeAgain() throws Exception {
        closed.close();
    }

    @ParameterizedTest
    @CsvSource({"size=64k, No space left on device", "ro, Read-only file system"})
    void aDiskThatIsFullOrReadOnlyCostsRecordsAndALine(String mount, String cause) throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        ChildJvm.Result result = ChildJvm.withAgent("events=log+file,events.file=" + disk + "/events.jsonl")
                .under(MountNamespace.with(
                        "mount -t tmpfs -o " + mount + " none " + disk,
                        "cp " + disk + "/events.jsonl " + directory + " 2>/dev/null"))
                .run(ManyRefused.class, closed.address(), "3", "2")
                .assertHealthy();

        assertThat(result.out()).containsExactly("main", "done");
        assertThat(result.err())
                .filteredOn(line -> line.contains("records do not reach the file"))
                .singleElement()
                .asString()
                .contains(cause)
                .contains("tried again every 10 s");
        // the log goes on
        assertThat(result.err()).anyMatch(line -> line.contains("WARN") && line.contains("Connect to node -1"));
        if (mount.startsWith("size")) {
            assertThat(Files.readString(directory.resolve("events.jsonl")))
                    .endsWith("}\n")
                    .hasSizeBetween(32_000, 65_536);
            assertThat(events.of("connect_failed")).hasSizeGreaterThan(50);
        }
    }

    @Test
    void withoutProcTheOptionsAreSetAndTheRecordsWritten() throws Exception {
        try (SilentServer server = new SilentServer()) {
            ChildJvm.Result result = ChildJvm.withAgent(events.argument())
                    .under(MountNamespace.with("mount -t tmpfs none /proc", "true"))
                    // without /proc the JVM does not find its own libraries
                    .environment(
                            "LD_LIBRARY_PATH", Jdks.running().resolve("lib").toString())
                    .run(OneProducer.class, server.address())
                    .assertHealthy();

            assertThat(result.out()).containsExactly("done");
            assertThat(events.of("connection_opened"))
                    .isNotEmpty()
                    .allSatisfy(record -> assertThat(EventsFile.said(record, "user_timeout_ms", "keepalive_idle_s"))
                            .containsExactly("user_timeout_ms=20000", "keepalive_idle_s=37"));
        }
    }

    /**
     * What a seccomp filter of a container does; strace refuses the five calls of the agent's and leaves Kafka's own
     * alone.
     */
    @Test
    void aKernelThatRefusesSetsockoptIsNamedInTheLogAndTheConnectionIsMade() throws Exception {
        Strace allowed = Strace.in(directory);
        try (SilentServer server = new SilentServer()) {
            ChildJvm.withAgent("")
                    .under(allowed.program())
                    .run(OneProducer.class, server.address())
                    .assertHealthy();
            int before = allowed.callsOfItsThreadBefore("TCP_USER_TIMEOUT");
            String refuse = "--inject=setsockopt:error=EPERM:when=" + (before + 1) + ".." + (before + 5);

            ChildJvm.Result result = ChildJvm.withAgent(events.argument())
                    .under(List.of(
                            "strace",
                            "-f",
                            "-qq",
                            "-e",
                            "trace=setsockopt",
                            refuse,
                            "-o",
                            directory.resolve("refused.txt").toString()))
                    .run(OneProducer.class, server.address())
                    .assertHealthy();

            assertThat(result.out()).containsExactly("done");
            assertThat(result.err())
                    .anyMatch(line -> line.contains("could not set TCP_USER_TIMEOUT")
                            && line.contains("Operation not permitted"));
            assertThat(events.of("connection_opened"))
                    .first()
                    .satisfies(record ->
                            assertThat(record.path("user_timeout_ms").asInt()).isZero());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "block", "kafka"})
    void anAppenderThatThrowsOrBlocksOrLogsThroughKafkaItselfHoldsNobodyUpAndStartsNoAvalanche(String mode)
            throws Exception {
        ChildJvm.Result result = ChildJvm.withAgent(events.argument())
                .run(HostileAppender.class, mode, closed.address())
                .assertHealthy();

        assertThat(result.out()).last().isEqualTo("done");
        int lines = Integer.parseInt(result.out().get(0).replace("lines ", ""));
        // of one kind of fact three a minute: the connects, and the records of two topics with each of two verdicts
        assertThat(lines).isBetween(1, 15);
        if (mode.equals("block")) {
            // one thread serves all sinks, and the log is the last that it turns to
            assertThat(events.all()).singleElement();
        } else {
            assertThat(events.all()).hasSizeGreaterThan(1);
        }
        if (mode.equals("throw")) {
            assertThat(result.err()).anyMatch(line -> line.contains("records do not reach the application's log"));
        }
    }

    /** Whoever started it has died and left the pipe to somebody who does not read it. */
    @Test
    void aFullStandardErrorThatNobodyReadsKeepsNoApplicationFromStarting() throws Exception {
        ChildJvm.Result result = ChildJvm.withAgent("")
                .under(List.of(
                        "bash",
                        "-c",
                        "exec 2> >(exec sleep 100 >/dev/null 2>&1); head -c 65536 /dev/zero >&2; exec \"$@\"",
                        "bash"))
                .run(BareClient.class, "127.0.0.1", Integer.toString(closed.port()));

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).containsExactly("done");
    }

    @Test
    void logManagersAndMBeanServersOfTheApplicationsOwnAreNotMadeBeforeItsMain() throws Exception {
        ChildJvm.Result result = ChildJvm.withAgent("events=log+jmx+jfr,mode=enforce")
                .option("-Djava.util.logging.manager=" + EarlyBirds.Manager.class.getName())
                .option("-Djavax.management.builder.initial=" + EarlyBirds.Builder.class.getName())
                .run(ManyRefused.class, closed.address(), "1", "1")
                .assertHealthy();

        assertThat(result.out()).first().isEqualTo("main");
        assertThat(result.out()).contains("MBean server").last().isEqualTo("done");
    }

    @Test
    void aJvmWithoutFlightRecorderKeepsTheOtherSinks() throws Exception {
        ChildJvm.Result result = ChildJvm.withAgent("events=log+file+jfr," + events.argument())
                .option(MODULES + ",java.management")
                .run(ManyRefused.class, closed.address(), "1", "1")
                .assertHealthy();

        assertThat(result.out()).containsExactly("main", "done");
        assertThat(events.of("connect_failed")).isNotEmpty();
    }

    @Test
    void aJvmWithoutJmxKeepsTheOtherSinksAndIsToldOnce() throws Exception {
        ChildJvm.Result result = ChildJvm.withAgent(events.argument())
                .option(MODULES)
                .run(BareClient.class, "127.0.0.1", Integer.toString(closed.port()))
                .assertHealthy();

        assertThat(result.out()).containsExactly("done");
        assertThat(events.of("connect_failed")).hasSizeGreaterThan(1);
        assertThat(result.agentLines())
                .filteredOn(line -> line.contains("JMX"))
                .singleElement()
                .asString()
                .contains("this JVM has no module java.management");
    }

    @Test
    void aProducerThatCannotBeMadeWithoutJmxSaysTheSameWithTheAgent() throws Exception {
        ChildJvm.Result bare = ChildJvm.withoutAgent().option(MODULES).run(OneProducer.class, closed.address());
        ChildJvm.Result with = ChildJvm.withAgent("").option(MODULES).run(OneProducer.class, closed.address());

        assertThat(with.exitCode()).isEqualTo(bare.exitCode()).isEqualTo(1);
        assertThat(with.err())
                .filteredOn(line -> line.startsWith("Exception"))
                .isNotEmpty()
                .isEqualTo(bare.err().stream()
                        .filter(line -> line.startsWith("Exception"))
                        .toList());
        assertThat(with.agentLines()).noneMatch(line -> line.contains("error"));
    }

    /** The file is read while its writer is killed in the middle of some thousand lines a second. */
    @RepeatedTest(3)
    void killedInMidWriteItLeavesOnlyWholeLines() throws Exception {
        Running program = Host.local()
                .start(
                        List.of(
                                Jdks.running().resolve("bin/java").toString(),
                                "-javaagent:" + Built.AGENT + "=events=file," + events.argument(),
                                "-cp",
                                Built.appClassPath(),
                                ManyRefused.class.getName(),
                                closed.address(),
                                "60",
                                "4"),
                        Map.of(),
                        line -> {},
                        line -> {});
        long deadlineNs = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        Path file = directory.resolve("events.jsonl");
        while ((!Files.exists(file) || Files.size(file) < 500_000) && System.nanoTime() < deadlineNs) {
            Thread.sleep(5);
        }
        program.kill();
        program.await(Duration.ofSeconds(20));

        assertThat(Files.readString(file)).endsWith("}\n");
        List<JsonNode> records = events.all();
        assertThat(records).hasSizeGreaterThan(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"everything", "application"})
    void aSecurityManagerLeavesTheApplicationAsItIs(String granted) throws Exception {
        Path policy = Files.writeString(
                directory.resolve("policy"),
                granted.equals("everything")
                        ? "grant { permission java.security.AllPermission; };\n"
                        : "grant codeBase \"file:"
                                + Path.of("target/test-classes").toAbsolutePath()
                                + "/\" { permission java.security.AllPermission; };\n" + "grant codeBase \"file:"
                                + Built.SAMPLE_APP.getParent() + "/-\" { permission java.security.AllPermission; };\n");
        try (SilentServer server = new SilentServer()) {
            ChildJvm.Result result = ChildJvm.withAgent(events.argument())
                    .option("-Djava.security.manager")
                    .option("-Djava.security.policy==" + policy)
                    .run(OneProducer.class, server.address());

            assertThat(result.exitCode()).as(String.join("\n", result.err())).isZero();
            assertThat(result.out()).containsExactly("done");
            if (granted.equals("everything")) {
                assertThat(events.of("connection_opened")).isNotEmpty();
            } else {
                assertThat(result.agentLines())
                        .singleElement()
                        .asString()
                        .startsWith("kafka-tcp-agent: not started, the application runs without it: ")
                        .endsWith("grant codeBase \"file:/path/to/kafka-tcp-agent.jar\" { permission "
                                + "java.security.AllPermission; };");
            }
        }
    }
}
