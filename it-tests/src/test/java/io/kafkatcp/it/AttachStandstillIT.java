package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.kafkatcp.it.support.AttachTarget;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.Host;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A JVM that stands still is told of within seconds, and does nothing later that nobody waits for any more. */
class AttachStandstillIT {

    /** Half of it is the limit for one answer; the rest is two JVMs' start on a busy machine. */
    private static final Duration SECONDS = Duration.ofSeconds(20);

    private final Tool tool = Tool.on(Host.local());
    private AttachTarget target;

    @BeforeEach
    void start() throws Exception {
        target = AttachTarget.start(Jdks.running(), List.of());
    }

    @AfterEach
    void end() throws Exception {
        target.close();
    }

    @Test
    void aStoppedJvmIsNamedByEveryVerbAndHasNothingToDoWhenItGoesOn() throws Exception {
        String pid = target.pid();
        target.signal("STOP");

        for (String[] verb : new String[][] {{"attach", pid}, {"status", pid}, {"set", pid, "user-timeout=9s"}}) {
            assertQuick(verb).assertNotPossible("process " + pid + " is stopped; have it go on: kill -CONT " + pid);
        }
        assertThat(assertQuick("list").assertDone().out()).containsPattern(pid + " .* 4\\.4\\.0");
        target.signal("CONT");

        tool.run("status", pid).assertNotPossible("no kafka-tcp-agent is in JVM");
        target.assertUnharmed();
        assertNothingLeft();
    }

    @Test
    void aStoppedJvmWithAnAgentDoesNotHoldUpTheList() throws Exception {
        String pid = target.pid();
        tool.run("attach", pid).assertDone();
        target.signal("STOP");

        assertThat(assertQuick("list").assertDone().out())
                .containsPattern(pid + " .* not known")
                .contains(pid + ": process " + pid + " is stopped");
        assertQuick("status", pid, "--watch").assertNotPossible("is stopped");
        target.signal("CONT");

        tool.run("detach", pid).assertDone();
        target.assertUnharmed();
    }

    @Test
    void aFrozenJvmIsNamed() throws Exception {
        Path group = Path.of("/sys/fs/cgroup/freezer/kafka-tcp-agent-" + target.pid());
        Assumptions.assumeTrue(Files.isWritable(group.getParent()), "skipped: no cgroup v1 with a freezer");
        Files.createDirectory(group);
        try {
            Files.writeString(group.resolve("cgroup.procs"), target.pid());
            Files.writeString(group.resolve("freezer.state"), "FROZEN");
            assertQuick("attach", target.pid()).assertNotPossible("is frozen with its cgroup");
            Files.writeString(group.resolve("freezer.state"), "THAWED");
            tool.run("attach", target.pid()).assertDone();
            target.assertUnharmed();
        } finally {
            Files.writeString(group.resolve("freezer.state"), "THAWED");
            Files.writeString(group.getParent().resolve("cgroup.procs"), target.pid());
            Files.delete(group);
        }
    }

    /** Its only thread for attaching waits for the rest of somebody else's command. */
    @Test
    void aJvmThatHangsIsNamedAndDoesNotChangeWhenWhoeverAskedHasGone() throws Exception {
        String pid = target.pid();
        tool.run("attach", pid, "user-timeout=11s").assertDone();
        try (SocketChannel half = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            half.connect(UnixDomainSocketAddress.of("/tmp/.java_pid" + pid));
            half.write(ByteBuffer.wrap("1\0".getBytes()));

            assertQuick("status", pid).assertNotPossible("JVM " + pid + " does not answer within 5 s: it hangs");
            Process interrupted = new ProcessBuilder(tool.command("set", pid, "user-timeout=9s")).start();
            assertThat(interrupted.waitFor(2, TimeUnit.SECONDS)).isFalse();
            interrupted.destroy();
            interrupted.waitFor();
        }

        assertThat(tool.run("status", pid).assertDone().out()).containsPattern("waits .* 11\\.0s");
        target.assertUnharmed();
        assertNothingLeft();
    }

    /** As of a service that leaks them. HotSpot's thread for attaching ends where accept(2) is denied one. */
    @Test
    void aJvmWithoutAFreeDescriptorIsNotSpokenToUntilItsLimitIsRaisedAsTheSentenceSays() throws Exception {
        String pid = target.pid();
        Assumptions.assumeTrue(prlimit(pid, descriptors(pid) + 1) == 0, "skipped: no prlimit (util-linux)");

        Tool.Said said = assertQuick("attach", pid);
        said.assertNotPossible("file descriptors open, and attaching takes up to 10");
        assertNothingLeft();
        String[] line = said.err().substring(said.err().indexOf("prlimit")).split(" ");
        assertThat(new ProcessBuilder(line).start().waitFor()).isZero();
        tool.run("attach", pid).assertDone();

        // what it is spared; a descriptor gets the lowest number that is free, and that must be below the limit
        long free = 0;
        while (Files.exists(Path.of("/proc", pid, "fd", Long.toString(free)), LinkOption.NOFOLLOW_LINKS)) {
            free++;
        }
        prlimit(pid, free);
        try (SocketChannel denied = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            denied.connect(UnixDomainSocketAddress.of("/tmp/.java_pid" + pid));
            for (int i = 0; i < 100 && hasThread(pid, "Attach Listener"); i++) {
                Thread.sleep(50);
            }
        }
        prlimit(pid, 200);
        assertQuick("status", pid).assertNotPossible("answers no attach and no jcmd any more");
        target.assertUnharmed();
    }

    private static long descriptors(String pid) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", pid, "fd"))) {
            return all.count();
        }
    }

    /** The soft limit alone, as a user may. */
    private static int prlimit(String pid, long files) throws Exception {
        return new ProcessBuilder("prlimit", "--pid", pid, "--nofile=" + files + ":")
                .start()
                .waitFor();
    }

    private static boolean hasThread(String pid, String name) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", pid, "task"))) {
            return tasks.anyMatch(task -> {
                try {
                    return Files.readString(task.resolve("comm")).trim().equals(name);
                } catch (IOException ended) {
                    return false;
                }
            });
        }
    }

    @Test
    void aRequestWhoseAskerIsGoneOrOutOfTimeIsVoid() throws Exception {
        String pid = target.pid();
        long inAMinuteMs = System.currentTimeMillis() + 60_000;
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        VirtualMachine jvm = VirtualMachine.attach(pid);
        try {
            load(jvm, "ask=a," + inAMinuteMs + "," + gone.pid() + ".1\n" + Built.AGENT + "\nattach ");
            load(jvm, "ask=b," + (System.currentTimeMillis() - 1) + ",-\n" + Built.AGENT + "\nattach ");
            assertThat(jvm.getAgentProperties())
                    .doesNotContainKeys("kafka-tcp-agent", "kafka-tcp-agent.answer.a", "kafka-tcp-agent.answer.b");
            load(jvm, "ask=c," + inAMinuteMs + ",-\n" + Built.AGENT + "\nattach ");
            assertThat(jvm.getAgentProperties()).containsKeys("kafka-tcp-agent", "kafka-tcp-agent.answer.c");
            // nothing tells the agent that it was read
            Thread.sleep(6_000);
            assertThat(jvm.getAgentProperties())
                    .containsKey("kafka-tcp-agent")
                    .doesNotContainKey("kafka-tcp-agent.answer.c");
            assertThat(jvm.getSystemProperties().toString()).doesNotContain("kafka-tcp-agent.answer");
        } finally {
            jvm.detach();
        }
        target.assertUnharmed();
    }

    private static void load(VirtualMachine jvm, String argument) throws Exception {
        jvm.loadAgent(Built.AGENT.toString(), argument);
    }

    private Tool.Said assertQuick(String... verb) throws Exception {
        long begin = System.nanoTime();
        Tool.Said said = tool.run(verb);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SECONDS);
        return said;
    }

    private void assertNothingLeft() {
        assertThat(Path.of("/tmp")).isDirectoryNotContaining("glob:**/.attach_pid" + target.pid());
    }
}
