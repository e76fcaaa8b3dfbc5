package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.Waits;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.EachJdk;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.NeedsLab;
import io.kafkatcp.it.support.SilentServer;
import io.kafkatcp.it.support.StartedJvms;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The verbs for a JVM that runs, from the outside: what they say when all is well, and the one sentence when it cannot
 * be done.
 */
class CommandLineIT {

    private final Tool tool = Tool.on(Host.local());

    @RegisterExtension
    final StartedJvms jvms = new StartedJvms();

    @TempDir
    Path directory;

    @EachJdk
    void aJvmIsListedAttachedToLookedAtChangedAndLeft(Path jdk) throws Exception {
        try (SilentServer server = new SilentServer()) {
            String pid = start(List.of(jdk.resolve("bin/java").toString()), server.address());

            assertThat(tool.run("list").assertDone().out())
                    .containsPattern(pid + " +" + Waits.class.getName() + " +4\\.4\\.0 +1 producer +none");
            assertThat(tool.run("attach", pid, "user-timeout=10s").assertDone().out())
                    .contains(
                            "kafka-tcp-agent 0.1.0 is in JVM " + pid + " now",
                            "sent data may stay unacknowledged for 10s",
                            "1 connection(s) of 1 client(s)");
            assertThat(tool.run("list").assertDone().out()).containsPattern(pid + " .* 0\\.1\\.0");
            assertThat(tool.run("status", pid).assertDone().out())
                    .containsPattern("waits +-1 +bootstrap .* 37s/9s/3 +(10\\.0s|64\\.0s +resting) +\\S.* +enforced")
                    .contains("suppressed errors: 0", "org.apache.kafka in ");
            assertThat(tool.run("set", pid, "user-timeout=12s,keepalive.idle=20s")
                            .assertDone()
                            .out())
                    .contains("probed after 20s");
            // on a busy host ten seconds have gone by, and it rests
            assertThat(tool.run("status", pid).assertDone().out())
                    .containsPattern("waits .* 20s/9s/3 +(12\\.0s +trusted|47\\.0s +resting)");
            assertThat(tool.run("set", pid, "canary=0%").assertDone().out())
                    .contains("observed only, no socket is touched");
            assertThat(tool.run("status", pid).assertDone().out()).containsPattern("waits .* 7200s/75s/9 .* observed");
            assertThat(tool.run("detach", pid, "--restore").assertDone().out())
                    .isEqualTo(
                            "kafka-tcp-agent 0.1.0 has left JVM " + pid + "; the sockets have got back what they had");
            tool.run("status", pid)
                    .assertNotPossible("no kafka-tcp-agent is in JVM " + pid + "; put it in: attach " + pid);
        }
    }

    @Test
    void anAgentThatCameByFlagIsChangedAndLeftLikeAnother() throws Exception {
        try (SilentServer server = new SilentServer()) {
            String pid = start(List.of(java(), "-javaagent:" + Built.AGENT), server.address());

            assertThat(tool.run("attach", pid).assertDone().out())
                    .contains("is in JVM " + pid + " already; nothing was changed");
            tool.run("attach", pid, "mode=observe")
                    .assertNotPossible(
                            "already; nothing was changed; to change its options: set " + pid + " mode=observe");
            tool.run("attach", pid, "events.file=/tmp/x.jsonl")
                    .assertNotPossible("to change its options: detach " + pid + ", then attach " + pid
                            + " events.file=/tmp/x.jsonl");
            assertThat(tool.run("set", pid, "user-timeout=7s,", "keepalive.idle=21s")
                            .assertDone()
                            .out())
                    .contains("for 7s", "probed after 21s");
            assertThat(tool.run("status", pid, "--json")
                            .assertDone()
                            .json()
                            .path("connections")
                            .get(0)
                            .path("user_timeout_ms")
                            .asInt())
                    .isEqualTo(7_000);
            tool.run("detach", pid).assertDone();
            tool.run("detach", pid).assertNotPossible("no kafka-tcp-agent is in JVM " + pid);
        }
    }

    @Test
    void whatCannotBeDoneIsOneSentenceThatSaysWhatToDo() throws Exception {
        try (SilentServer server = new SilentServer()) {
            String closed = start(List.of(java(), "-XX:+DisableAttachMechanism"), server.address());
            String open = start(List.of(java()), server.address());

            tool.run("attach", "4194000")
                    .assertNotPossible("there is no process 4194000; 'list' shows the JVMs that hold Kafka clients");
            tool.run("attach", "no-such-program")
                    .assertNotPossible("no JVM's main class or jar has 'no-such-program' in its name");
            tool.run("attach", closed).assertNotPossible("start it with -javaagent:/path/to/kafka-tcp-agent.jar");
            tool.run("status", open)
                    .assertNotPossible("no kafka-tcp-agent is in JVM " + open + "; put it in: attach " + open);
            String second = start(List.of(java()), server.address());
            tool.run("attach", "apps.Waits").assertNotPossible("'apps.Waits' fits ");
            assertThat(tool.run("attach", second, "user-timeout=20")).satisfies(said -> {
                assertThat(said.exitCode()).isEqualTo(2);
                assertThat(said.err()).contains("did you mean 20s?");
            });
            assertThat(tool.run("attach", second, "mode=off").err()).contains("the agent would do nothing");
        }
    }

    /** A mount and a process namespace of its own, with its own /tmp, and without the folder that the jar lies in. */
    @Test
    void aJvmInAContainerIsReachedFromTheHost() throws Exception {
        NeedsLab.open().close();
        try (SilentServer server = new SilentServer()) {
            String pid = start(
                    List.of(
                            "unshare",
                            "--mount",
                            "--pid",
                            "--fork",
                            "--kill-child",
                            "--mount-proc",
                            "sh",
                            "-c",
                            hidden() + " && exec \"$@\"",
                            "sh",
                            java(),
                            "-XX:-UsePerfData"),
                    server.address());
            String inside =
                    ProcessHandle.of(Long.parseLong(pid))
                                    .orElseThrow()
                                    .children()
                                    .findFirst()
                                    .orElseThrow()
                                    .pid() + "";

            assertThat(tool.run("attach", inside).assertDone().out()).contains("is in JVM " + inside + " now");
            assertThat(tool.run("status", inside).assertDone().out()).contains("bootstrap");
            tool.run("detach", inside).assertDone();
            try (Stream<Path> left = Files.list(Path.of("/proc/" + inside + "/root/tmp"))) {
                // a copy of the jar stays, for a JVM looks at each jar of its class path for as long as it runs
                assertThat(left.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.contains("kafka-tcp-agent") && !name.endsWith(".jar"));
            }
        }
    }

    @Test
    void theSelfCheckTriesEachOptionAndAnAttachOnThisHost() throws Exception {
        JsonNode rows = tool.run("self-check", "--json").assertDone().json();

        assertThat(rows.findValuesAsText("result")).contains("ok").doesNotContain("FAILED");
        assertThat(rows.findValuesAsText("check"))
                .contains("TCP_USER_TIMEOUT", "TCP_KEEPIDLE", "SO_KEEPALIVE", "socket natives", "C library", "attach");
    }

    /** As a seccomp profile of a container has it: the kernel's answer to setsockopt is EPERM. */
    @Test
    void theSelfCheckSaysWhichOptionAFilterRefusesAndEndsWithOne() throws Exception {
        // the JDK's own calls come first, and some JDKs make more of them
        String calls = Host.local()
                .run(
                        "sh",
                        "-c",
                        "strace -f -e trace=setsockopt " + java()
                                + " --add-opens java.base/sun.nio.ch=ALL-UNNAMED -jar " + Built.AGENT
                                + " self-check --probe </dev/null 2>&1 | grep 'setsockopt('");
        long before =
                calls.substring(0, calls.indexOf("TCP_USER_TIMEOUT")).lines().count() - 1;
        String said = Host.local()
                .run(
                        "sh",
                        "-c",
                        "strace -f -qqq -o /dev/null -e inject=setsockopt:error=EPERM:when=" + (before + 1) + ".."
                                + (before + 5) + " " + java() + " -jar " + Built.AGENT
                                + " self-check; echo exit code $?");

        assertThat(said)
                .containsPattern("TCP_USER_TIMEOUT +FAILED +Operation not permitted")
                .containsPattern("attach +ok")
                .contains("Does not work here: TCP_USER_TIMEOUT, ", "exit code 1");
    }

    @Test
    void theCompletionScriptIsOneThatTheShellTakes() throws Exception {
        String script = tool.run("completion").assertDone().out();
        Path file = Files.writeString(directory.resolve("completion"), script);

        assertThat(new ProcessBuilder("bash", "-n", file.toString()).start().waitFor())
                .isZero();
        assertThat(script).contains("attach", "detach", "user-timeout");
    }

    @Test
    void theUsageNamesEveryVerbAndExitCode() throws Exception {
        String usage = tool.run("--help").assertDone().out();

        assertThat(usage)
                .contains(
                        "list ",
                        "attach PID",
                        "status PID",
                        "set PID",
                        "detach PID",
                        "explain",
                        "report FILE",
                        "correlate FILE",
                        "Exit code: 0 done");
        for (String verb : List.of(
                "list",
                "attach",
                "status",
                "set",
                "detach",
                "explain",
                "self-check",
                "report",
                "correlate",
                "collect",
                "collect-neighbours",
                "completion")) {
            assertThat(tool.run(verb, "--help").assertDone().out()).as(verb).startsWith("Usage: ");
        }
    }

    @Test
    void explainNeedsNoJvmAndSaysHowOptionsStandToWhatForgets() throws Exception {
        assertThat(tool.run("explain", "keepalive.idle=300s").assertDone().out())
                .contains("an idle connection is probed after 300s")
                .containsPattern("Azure Load Balancer +240s +it drops +IDLE FLOWS DIE")
                .containsPattern("AWS NAT gateway +350s +it resets +kept alive")
                // a source is printed whole, however long
                .contains("/configure-the-firewall-session-settings/configure-session-timeout");
    }

    /** A checkout below /tmp keeps it, for the JVM's class path lies there too. */
    private static String hidden() {
        String jar = "mount -t tmpfs none " + Built.AGENT.getParent();
        return Built.AGENT.startsWith("/tmp") ? jar : "mount -t tmpfs none /tmp && " + jar;
    }

    private static String java() {
        return Jdks.running().resolve("bin/java").toString();
    }

    private String start(List<String> java, String bootstrap) throws Exception {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-cp", Built.appClassPath()));
        String pid = jvms.start("up", command, Waits.class, List.of(bootstrap));
        Thread.sleep(700);
        return pid;
    }
}
