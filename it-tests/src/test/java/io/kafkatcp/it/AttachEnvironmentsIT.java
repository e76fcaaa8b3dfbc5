package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.AttachTarget;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.EachJdk;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.Sandbox;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The environments that an incident has: attach works there, or says what does, and no JVM prints a thread dump. */
class AttachEnvironmentsIT {

    private static final int NOBODY = 4_001;

    private final Tool tool = Tool.on(Host.local());
    private AttachTarget target;

    @TempDir
    Path directory;

    @AfterEach
    void end() throws Exception {
        target.close();
    }

    @EachJdk
    void aServiceWithItsOwnTmpIsReachedFromOutside(Path jdk) throws Exception {
        target = AttachTarget.start(jdk, Sandbox.ownTmp(Sandbox.user(NOBODY).toArray(new String[0])));

        assertInAndOut(tool.with(jdk.resolve("bin/java")));
    }

    /** It shares the process namespace and nothing else. */
    @EachJdk
    void aDebugContainerReachesTheServiceBesideIt(Path jdk) throws Exception {
        target = AttachTarget.start(jdk, Sandbox.user(NOBODY));

        assertInAndOut(tool.with(jdk.resolve("bin/java")).under(Sandbox.ownTmp()));
    }

    @Test
    void theJarMayLieWhereOnlyRootReadsAndAtAPathWithAnEqualsSign() throws Exception {
        target = AttachTarget.start(Jdks.running(), Sandbox.user(NOBODY));
        Path hidden = Files.createDirectory(directory.resolve("a=b"));
        Path jar = Files.copy(Built.AGENT, hidden.resolve("agent.jar"));

        assertInAndOut(tool.from(jar));
        Files.delete(jar);
        assertThat(target.pid()).isNotEmpty();
        // what the JVM was given is there as long as it runs, and once
        assertThat(jarsOf(target.pid()))
                .hasSize(1)
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
        assertInAndOut(tool.from(Files.copy(Built.AGENT, jar)));
        assertThat(jarsOf(target.pid())).hasSize(1);
    }

    /** As jlink makes it: the tool speaks HotSpot's protocol by itself. */
    @Test
    void aJavaWithoutTheAttachApiIsEnough() throws Exception {
        target = AttachTarget.start(Jdks.running(), List.of());
        Path java = Files.writeString(
                directory.resolve("java"),
                "#!/bin/sh\nexec " + Jdks.running().resolve("bin/java") + " --limit-modules java.base \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        assertInAndOut(tool.with(java));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:-UsePerfData", "-XX:+PerfDisableSharedMem"})
    void aJvmThatHidesFromTheJdksToolsIsFound(String flag) throws Exception {
        target = AttachTarget.start(Jdks.running(), List.of(), flag, "-Dname=" + flag);

        assertListed("none");
        assertInAndOut(tool);
    }

    @Test
    void aJvmWhoseUserHasNoNameIsFoundAndAnotherUserHearsHowToBecomeThatOne() throws Exception {
        target = AttachTarget.start(Jdks.running(), Sandbox.user(NOBODY));

        assertListed("none");
        tool.under(Sandbox.user(4_002))
                .run("attach", target.pid())
                .assertNotPossible("belongs to user 4001, and only that user or root may attach to it: "
                        + "sudo -u '#4001' java -jar");
        assertInAndOut(tool.under(Sandbox.user(NOBODY)));
    }

    @Test
    void aJvmThatRefusesToBeAttachedToIsListedAndNeverSignalled() throws Exception {
        target = AttachTarget.start(Jdks.running(), List.of(), "-XX:+DisableAttachMechanism");

        assertListed("none");
        for (String verb : List.of("attach", "status", "detach")) {
            tool.run(verb, target.pid())
                    .assertNotPossible(
                            "was started with -XX:+DisableAttachMechanism, and nothing can be loaded into it "
                                    + "while it runs: start it with -javaagent:");
        }
        target.assertUnharmed();
    }

    @Test
    void theFlagThatRefusesMayStandInAFileOfArguments() throws Exception {
        Path arguments = Files.writeString(directory.resolve("arguments"), "-XX:+DisableAttachMechanism");
        target = AttachTarget.start(Jdks.running(), List.of(), "@" + arguments);

        tool.run("attach", target.pid()).assertNotPossible("was started with -XX:+DisableAttachMechanism");
        target.assertUnharmed();
    }

    /** JEP 451. */
    @EachJdk
    void aJvmThatTakesNoAgentWhileItRunsSaysWhichFlag(Path jdk) throws Exception {
        target = AttachTarget.start(jdk, List.of(), "-XX:-EnableDynamicAgentLoading");

        tool.run("attach", target.pid()).assertNotPossible("-XX:-EnableDynamicAgentLoading and takes no agent");
        target.assertUnharmed();
    }

    /** The JVM opens its socket at the start then, and the signal would end it. */
    @Test
    void aJvmThatDoesNotCatchTheSignalIsNotSentIt() throws Exception {
        target = AttachTarget.start(Jdks.running(), List.of(), "-Xrs");

        assertInAndOut(tool);
        Files.delete(Path.of("/tmp/.java_pid" + target.pid()));
        tool.run("attach", target.pid()).assertNotPossible("has -Xrs; start it with -javaagent:");
        target.assertUnharmed();
    }

    /** A job that cleans /tmp: HotSpot before 13 answers the signal with a dump then. */
    @Test
    void aSocketThatSomebodyRemovedIsNotAskedForBySignal() throws Exception {
        target = AttachTarget.start(Jdks.running(), List.of());
        tool.run("attach", target.pid()).assertDone();

        Files.delete(Path.of("/tmp/.java_pid" + target.pid()));
        tool.run("status", target.pid()).assertNotPossible("jcmd " + target.pid() + " VM.version");
        assertThat(jcmd(target.pid(), "VM.version").waitFor()).isZero();
        tool.run("detach", target.pid()).assertDone();
        target.assertUnharmed();
    }

    @Test
    void aFileSystemThatIsReadOnlyIsNamedAsTheCause() throws Exception {
        target = AttachTarget.start(
                Jdks.running(),
                Sandbox.mounted(
                        "mount -t tmpfs -o mode=1777 none /tmp",
                        "sh",
                        "-c",
                        "mount -o remount,bind,ro / && mount -o remount,ro /tmp && exec \"$@\"",
                        "sh"));

        assertListed("none");
        tool.run("attach", target.pid())
                .assertNotPossible("it would open a socket in its own /tmp, and that is read-only; start it with "
                        + "-javaagent:");
        target.assertUnharmed();
    }

    /** Such as that of a service whose log collector stands still. */
    @Test
    void aStandardErrorThatIsFullAndNobodyReadsHoldsUpNoVerbAndNoJcmd() throws Exception {
        target = AttachTarget.start(
                Jdks.running(),
                List.of(
                        "env",
                        "KAFKA_LOG_LEVEL=OFF",
                        "bash",
                        "-c",
                        "exec 2> >(exec sleep 300 >/dev/null 2>&1); head -c 65536 /dev/zero >&2; exec \"$@\"",
                        "bash"));

        assertInAndOut(tool);
        for (String arguments :
                List.of("status", "no-such-option=1", "user-timeout=10s", "user-timeout=11s", "detach")) {
            assertThat(endsSoon(jcmd(target.pid(), "JVMTI.agent_load", Built.AGENT.toString(), arguments)))
                    .as(arguments)
                    .isTrue();
        }
        assertThat(endsSoon(jcmd(target.pid(), "VM.version"))).isTrue();
        target.assertUnharmed();
    }

    private static Process jcmd(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(Jdks.running().resolve("bin/jcmd").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static boolean endsSoon(Process process) throws Exception {
        try {
            return process.waitFor(20, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
        }
    }

    private void assertListed(String agent) throws Exception {
        assertThat(tool.run("list").assertDone().out())
                .containsPattern(target.pid() + " +\\S*Waits +4\\.4\\.0 +1 producer +" + agent);
    }

    private void assertInAndOut(Tool its) throws Exception {
        String pid = target.pid();
        assertThat(its.run("list").assertDone().out()).containsPattern(pid + " .* none");
        // one user timeout, however long the connection has rested when the status is taken
        String options = "user-timeout=10s,doubt-timeout=0";
        assertThat(its.run("attach", pid, options).assertDone().out()).contains("is in JVM " + pid + " now");
        assertThat(its.run("list").assertDone().out()).containsPattern(pid + " .* 0\\.1\\.0");
        assertThat(its.run("status", pid).assertDone().out()).containsPattern("waits .* 10\\.0s");
        assertThat(its.run("set", pid, "user-timeout=12s").assertDone().out()).contains("for 12s");
        assertThat(its.run("detach", pid).assertDone().out()).contains("has left JVM");
        target.assertUnharmed();
        assertThat(Path.of("/proc/" + pid + "/root/tmp")).isDirectoryNotContaining("glob:**/.attach_pid" + pid);
    }

    /** The agent's, which the JVM has open. */
    private static List<String> jarsOf(String pid) throws Exception {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors
                    .map(AttachEnvironmentsIT::link)
                    .filter(path -> path.contains("kafka-tcp-agent") && path.contains(".jar"))
                    .toList();
        }
    }

    private static String link(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (java.io.IOException closedMeanwhile) {
            return "";
        }
    }
}
