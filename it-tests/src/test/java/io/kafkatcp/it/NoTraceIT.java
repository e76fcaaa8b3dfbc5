package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.kafkatcp.it.apps.BusyProducer;
import io.kafkatcp.it.apps.ClassBytes;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.Broker;
import io.kafkatcp.lab.BrokerConfig;
import io.kafkatcp.lab.Host;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
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
    private static final Pattern REDEFINED = Pattern.compile("redefined name=(org\\.apache\\.kafka\\.[\\w.$]+), count=(\\d+)");

    @TempDir
    Path directory;

    private Process process;
    private BufferedReader out;

    @Test
    void aHundredRoundsLoseNoRecordAndLeaveNothingBehind() throws Exception {
        Path redefinitions = directory.resolve("redefined.log");
        try (Broker broker = broker()) {
            start(broker.bootstrapServers(), redefinitions);
            Map<String, String> original = classBytes("before");
            assertUnchanged(original, classBytes("once-more"));
            String before = ask("state");
            ask("gap");

            round();
            String afterTheFirst = ask("state");
            assertUnchanged(original, classBytes("after-first"));
            Map<String, Integer> redefinedAtFirst = redefined(redefinitions);
            List<Long> gapsUs = new ArrayList<>();
            for (int i = 1; i < ROUNDS; i++) {
                ask("gap");
                round();
                gapsUs.add(Long.parseLong(ask("gap").substring("gap ".length())));
            }

            assertUnchanged(original, classBytes("after"));
            assertThat(ask("state")).as("threads and files").isEqualTo(afterTheFirst);
            // the JVM itself keeps its thread for attaching, and the jar on its class path
            assertThat(threads(afterTheFirst)).isLessThanOrEqualTo(threads(before) + 1);
            assertThat(files(afterTheFirst)).isEqualTo(withAgentJar(files(before)));
            assertEachRoundWovenAndUnwoven(redefinedAtFirst, redefined(redefinitions));
            assertThat(instancesOfTheAgentsLoader()).isZero();
            System.out.println("longest gap between two acknowledgements, of each round: " + gapsUs.stream().sorted().toList() + " us");
            end();
        }
    }

    @Test
    void aWovenClassDiffersWhileTheAgentIsInsideOrTheTestAboveWouldProveNothing() throws Exception {
        try (Broker broker = broker()) {
            start(broker.bootstrapServers(), directory.resolve("redefined.log"));
            Map<String, String> original = classBytes("before");
            Tool tool = Tool.on(Host.local());
            String pid = String.valueOf(process.pid());

            tool.run("attach", pid).assertDone();
            Map<String, String> inside = classBytes("inside");
            assertThat(original.keySet()).hasSize(10).allSatisfy(name -> assertThat(inside.get(name)).isNotEqualTo(original.get(name)));
            assertThat(instancesOfTheAgentsLoader()).isEqualTo(1);
            assertThat(tool.run("attach", pid).assertDone().out()).contains("already; nothing was changed");
            assertThat(tool.run("detach", pid).assertDone().out()).contains("has left JVM");
            tool.run("detach", pid).assertNotPossible("no kafka-tcp-agent is in JVM " + pid + "; put it in: attach " + pid);
            end();
        }
    }

    @AfterEach
    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private static Broker broker() throws Exception {
        return Broker.start(Host.local(), BrokerConfig.onLoopback().with("log.segment.bytes", "33554432").with("log.retention.bytes", "67108864")
                .with("log.retention.check.interval.ms", "2000")).awaitReady(Duration.ofSeconds(60));
    }

    private void start(String bootstrap, Path redefinitions) throws Exception {
        process = new ProcessBuilder(Jdks.running().resolve("bin/java").toString(), "-Xmx256m", "-XX:+UseSerialGC",
                "-Xlog:redefine+class+load=debug:file=" + redefinitions, "-cp", Built.appClassPath(), BusyProducer.class.getName(), bootstrap, "client.id=busy",
                "max.block.ms=60000").redirectError(directory.resolve("err").toFile()).start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream()));
        assertThat(out.readLine()).isEqualTo("busy");
    }

    private void end() throws Exception {
        String sums = String.valueOf(ask("end"));
        Matcher matcher = Pattern.compile("sent (\\d+) acknowledged (\\d+) failed 0 stored (\\d+)").matcher(sums);
        assertThat(matcher.matches()).as(sums + "\n" + Files.readString(directory.resolve("err"))).isTrue();
        assertThat(matcher.group(2)).isEqualTo(matcher.group(1));
        assertThat(matcher.group(3)).isEqualTo(matcher.group(1));
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readAllLines(directory.resolve("err"))).noneMatch(line -> line.contains("internal error") || line.contains("Exception"));
    }

    private String ask(String command) throws Exception {
        process.getOutputStream().write((command + "\n").getBytes());
        process.getOutputStream().flush();
        return out.readLine();
    }

    /** The Attach API by hand: starting a JVM for each verb would take most of the time. */
    private void round() throws Exception {
        load(Built.AGENT.toString(), "user-timeout=10s");
        VirtualMachine vm = VirtualMachine.attach(String.valueOf(process.pid()));
        assertThat(vm.getAgentProperties().getProperty("kafka-tcp-agent")).isNotNull();
        vm.detach();
        load(Built.AGENT.toString(), "detach");
    }

    private void load(String jar, String arguments) throws Exception {
        VirtualMachine vm = VirtualMachine.attach(String.valueOf(process.pid()));
        vm.loadAgent(jar, arguments);
        vm.detach();
    }

    private Map<String, String> classBytes(String name) throws Exception {
        Path jar = directory.resolve("class-bytes.jar");
        if (!Files.exists(jar)) {
            makeAgent(jar);
        }
        Path file = directory.resolve(name);
        load(jar.toString(), file.toString());
        return Files.readAllLines(file).stream().map(line -> line.split(" ")).collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static void assertUnchanged(Map<String, String> original, Map<String, String> now) {
        assertThat(original).hasSize(10);
        assertThat(now).isEqualTo(original);
    }

    private static void makeAgent(Path jar) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", ClassBytes.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry("empty"));
        }
    }

    private static void assertEachRoundWovenAndUnwoven(Map<String, Integer> first, Map<String, Integer> last) {
        // and once more by the test itself, which looks at the bytes at the end
        assertThat(last).hasSizeGreaterThanOrEqualTo(10).allSatisfy((name, count) -> assertThat(count - first.get(name)).as(name).isEqualTo(2 * (ROUNDS - 1) + 1));
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
        Process jcmd = new ProcessBuilder(Jdks.running().resolve("bin/jcmd").toString(), String.valueOf(process.pid()), "GC.class_histogram").start();
        String histogram = new String(jcmd.getInputStream().readAllBytes());
        assertThat(histogram).contains("org.apache.kafka.clients.NetworkClient");
        Matcher matcher = Pattern.compile("\\s+\\d+:\\s+(\\d+)\\s+\\d+\\s+io\\.kafkatcp\\.entry\\.CoreLoader\\b").matcher(histogram);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static int threads(String state) {
        return Integer.parseInt(state.replaceAll("state (\\d+) threads.*", "$1"));
    }

    private static List<String> files(String state) {
        return Stream.of(state.substring(state.indexOf('[') + 1, state.length() - 1).split(", ")).filter(file -> !file.endsWith("class-bytes.jar")).toList();
    }

    private static List<String> withAgentJar(List<String> files) {
        List<String> more = new ArrayList<>(files);
        more.add(Built.AGENT.toString());
        more.sort(null);
        return more;
    }
}
