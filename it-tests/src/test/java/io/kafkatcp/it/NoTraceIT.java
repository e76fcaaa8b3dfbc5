package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.ClassBytes;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.BusyRun;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.MadeJar;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.broker.Broker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In and out of a producer that runs at full speed, a hundred times: what it notices, and what is left. */
class NoTraceIT {

    private static final int ROUNDS = 100;
    private static final Pattern REDEFINED =
            Pattern.compile("redefined name=(org\\.apache\\.kafka\\.[\\w.$]+), count=(\\d+)");

    @TempDir
    Path directory;

    private BusyRun busy;

    @Test
    void aHundredRoundsLoseNoRecordAndLeaveNothingBehind() throws Exception {
        Path redefinitions = directory.resolve("redefined.log");
        try (Broker broker = BusyRun.broker()) {
            start(broker, redefinitions);
            Map<String, String> original = classBytes("before");
            assertUnchanged(original, classBytes("once-more"));
            String before = busy.ask("state");

            round();
            String afterTheFirst = busy.ask("state");
            assertUnchanged(original, classBytes("after-first"));
            Map<String, Integer> redefinedAtFirst = redefined(redefinitions);
            List<Long> gapsUs = new ArrayList<>();
            for (int i = 1; i < ROUNDS; i++) {
                busy.gapUs();
                round();
                gapsUs.add(busy.gapUs());
            }

            assertUnchanged(original, classBytes("after"));
            assertThat(busy.ask("state")).as("threads and files").isEqualTo(afterTheFirst);
            // the JVM itself keeps its thread for attaching, and the jar on its class path
            assertThat(threads(afterTheFirst)).isLessThanOrEqualTo(threads(before) + 1);
            assertThat(files(afterTheFirst)).isEqualTo(withAgentJar(files(before)));
            assertEachRoundWovenAndUnwoven(redefinedAtFirst, redefined(redefinitions));
            assertThat(instancesOfTheAgentsLoader()).isZero();
            System.out.println("longest gap between two acknowledgements, of each round: "
                    + gapsUs.stream().sorted().toList() + " us");
            busy.end();
        }
    }

    @Test
    void aWovenClassDiffersWhileTheAgentIsInsideOrTheTestAboveWouldProveNothing() throws Exception {
        try (Broker broker = BusyRun.broker()) {
            start(broker, directory.resolve("redefined.log"));
            Map<String, String> original = classBytes("before");
            Tool tool = Tool.on(Host.local());
            String pid = busy.pid();

            tool.run("attach", pid).assertDone();
            Map<String, String> inside = classBytes("inside");
            assertThat(original.keySet())
                    .hasSize(10)
                    .allSatisfy(name -> assertThat(inside.get(name)).isNotEqualTo(original.get(name)));
            assertThat(instancesOfTheAgentsLoader()).isEqualTo(1);
            assertThat(tool.run("attach", pid).assertDone().out()).contains("already; nothing was changed");
            assertThat(tool.run("detach", pid).assertDone().out()).contains("has left JVM");
            tool.run("detach", pid)
                    .assertNotPossible("no kafka-tcp-agent is in JVM " + pid + "; there is nothing to take out");
            busy.end();
        }
    }

    @AfterEach
    void kill() {
        if (busy != null) {
            busy.close();
        }
    }

    private void start(Broker broker, Path redefinitions) throws Exception {
        busy = BusyRun.start(
                broker.bootstrapServers(),
                directory.resolve("err"),
                "-Xlog:redefine+class+load=debug:file=" + redefinitions);
    }

    private void round() throws Exception {
        busy.attach();
        busy.detach();
    }

    private Map<String, String> classBytes(String name) throws Exception {
        Path jar = directory.resolve("class-bytes.jar");
        if (!Files.exists(jar)) {
            makeAgent(jar);
        }
        Path file = directory.resolve(name);
        busy.load(jar.toString(), file.toString());
        return Files.readAllLines(file).stream()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static void assertUnchanged(Map<String, String> original, Map<String, String> now) {
        assertThat(original).hasSize(10);
        assertThat(now).isEqualTo(original);
    }

    private static void makeAgent(Path jar) throws Exception {
        MadeJar.with(Map.of("Agent-Class", ClassBytes.class.getName(), "Can-Retransform-Classes", "true"))
                .at(jar);
    }

    private static void assertEachRoundWovenAndUnwoven(Map<String, Integer> first, Map<String, Integer> last) {
        // and once more by the test itself, which looks at the bytes at the end
        assertThat(last)
                .hasSizeGreaterThanOrEqualTo(10)
                .allSatisfy((name, count) ->
                        assertThat(count - first.get(name)).as(name).isEqualTo(2 * (ROUNDS - 1) + 1));
    }

    /** How often each class has been redefined, by the JVM's own log. */
    private static Map<String, Integer> redefined(Path log) throws Exception {
        Map<String, Integer> counts = new java.util.TreeMap<>();
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = REDEFINED.matcher(line);
            if (matcher.find()) {
                counts.put(matcher.group(1), Integer.parseInt(matcher.group(2)));
            }
        }
        return counts;
    }

    /** After a full collection. */
    private int instancesOfTheAgentsLoader() throws Exception {
        Process jcmd = new ProcessBuilder(
                        Jdks.running().resolve("bin/jcmd").toString(), busy.pid(), "GC.class_histogram")
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes());
        assertThat(histogram).contains("org.apache.kafka.clients.NetworkClient");
        Matcher matcher = Pattern.compile("\\s+\\d+:\\s+(\\d+)\\s+\\d+\\s+io\\.kafkatcp\\.entry\\.CoreLoader\\b")
                .matcher(histogram);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static int threads(String state) {
        return Integer.parseInt(state.replaceAll("state (\\d+) threads.*", "$1"));
    }

    private static List<String> files(String state) {
        return Stream.of(state.substring(state.indexOf('[') + 1, state.length() - 1)
                        .split(", "))
                .filter(file -> !file.endsWith("class-bytes.jar"))
                .toList();
    }

    private static List<String> withAgentJar(List<String> files) {
        List<String> more = new ArrayList<>(files);
        more.add(Built.AGENT.toString());
        more.sort(null);
        return more;
    }
}
