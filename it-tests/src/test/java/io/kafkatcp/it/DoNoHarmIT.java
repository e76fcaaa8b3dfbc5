package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.BareClient;
import io.kafkatcp.it.apps.LookForAgent;
import io.kafkatcp.it.apps.NoKafka;
import io.kafkatcp.it.apps.OneProducer;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.EachJdk;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.SilentServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application must not notice of the agent. */
class DoNoHarmIT {

    @EachJdk
    void aJvmWithoutKafkaGetsNoThreadNoLibraryAndTheSameOutput(Path jdk) throws Exception {
        ChildJvm.Result bare = ChildJvm.withoutAgent()
                .home(jdk)
                .classPath(Built.bareClassPath())
                .run(NoKafka.class);
        ChildJvm.Result with = ChildJvm.withAgent("")
                .home(jdk)
                .classPath(Built.bareClassPath())
                .option("-verbose:class")
                .run(NoKafka.class)
                .assertHealthy();

        // -verbose:class writes to standard output as well
        List<String> loaded = with.out().stream()
                .filter(line -> !line.equals(bare.out().get(0)))
                .toList();
        assertThat(with.out()).contains(bare.out().get(0));
        assertThat(loaded).noneMatch(line -> line.contains(" net.bytebuddy"));
        assertThat(loaded).noneMatch(line -> line.contains("java.kafkatcp.bridge"));
        for (String early : new String[] {
            "java.util.logging.LogManager", "java.lang.management.ManagementFactory", "javax.management.MBeanServer"
        }) {
            assertThat(loaded).as(early).noneMatch(line -> line.matches(".*\\b" + early.replace(".", "\\.") + " .*"));
        }
    }

    @EachJdk
    void theApplicationSeesNoClassOfTheAgentsLibraries(Path jdk) throws Exception {
        ChildJvm.Result result =
                ChildJvm.withAgent("").home(jdk).run(LookForAgent.class).assertHealthy();

        assertThat(result.out())
                .contains(
                        "net.bytebuddy.jar.asm.ClassReader not found",
                        "io.kafkatcp.core.start.Agent not found",
                        "io.kafkatcp.core.start.config.Options not found",
                        "java.kafkatcp.bridge.Bridge from null");
    }

    /** HotSpot says so when a jar is appended to the boot class path, and JDK 9 to 16 at a reflective access. */
    @EachJdk
    void theJvmPrintsNoWarningBecauseOfTheAgent(Path jdk) throws Exception {
        ChildJvm.Result result = producer(ChildJvm.withAgent("").home(jdk));

        assertThat(result.err()).noneMatch(line -> line.contains("VM warning") || line.startsWith("WARNING:"));
        assertThat(result.out()).containsExactly("done");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user-timeout=20       | option user-timeout=20 (agent argument) is refused; allowed: .*did you mean 20s\\?
            usertimeout=20s       | option 'usertimeout' (agent argument) is unknown; .*did you mean user-timeout\\?
            keepalive.count=128   | option keepalive.count=128 (agent argument) is refused; \
            allowed: a whole number from 1 to 127
            mode                  | agent argument 'mode' is no name=value; \
            write name=value,name=value; did you mean mode\\?
            config=/no/such/file  | option config=/no/such/file (agent argument) cannot be read: .*; \
            name a properties file.*
            """)
    void aBadOptionIsOneLineAndTheApplicationRunsOn(String arguments, String line) throws Exception {
        ChildJvm.Result result = producer(ChildJvm.withAgent(arguments));

        assertThat(result.out()).containsExactly("done");
        assertThat(result.agentLines()).hasSize(1);
        assertThat(result.agentLines().get(0))
                .matches("kafka-tcp-agent ERROR: the agent does not start, the application runs without it: "
                        + line.replace("(", "\\(").replace(")", "\\)"));
    }

    @Test
    void aClientWhoseSelectorIsNoneOfKafkasIsLeftAloneWithoutAnError() throws Exception {
        try (SilentServer server = new SilentServer()) {
            String[] address = server.address().split(":");
            ChildJvm.Result result = ChildJvm.withAgent("")
                    .run(BareClient.class, address[0], address[1], "proxied")
                    .assertHealthy();

            assertThat(result.out()).containsExactly("done");
            assertThat(result.agentLines()).anyMatch(line -> line.endsWith(": socket options on"));
        }
    }

    @Test
    void aSecondAgentInTheSameJvmStaysOutAndSaysSo() throws Exception {
        ChildJvm.Result result = producer(ChildJvm.withAgent("").agent("user-timeout=5s"));

        assertThat(result.agentLines())
                .filteredOn(line -> line.contains("another kafka-tcp-agent is already in this JVM"))
                .hasSize(1)
                .allMatch(line -> line.contains("user-timeout=5s is not in force"));
        assertThat(result.agentLines()).noneMatch(line -> line.contains("0.1.0, user-timeout=5s"));
        assertThat(result.agentLines())
                .filteredOn(line -> line.endsWith(": socket options on"))
                .hasSize(1);
    }

    @Test
    void anAgentUnpackedIntoAnApplicationsJarRefusesToStart() throws Exception {
        Path directory = Files.createTempDirectory("uber");
        Path uber = directory.resolve("app.jar");
        try {
            run(directory, jarTool(), "xf", Built.AGENT.toString());
            Files.writeString(
                    directory.resolve("manifest"),
                    "Launcher-Agent-Class: io.kafkatcp.entry.AgentEntry\nPremain-Class: x.Other\n");
            run(directory, jarTool(), "cfm", uber.toString(), "manifest", "io", "early.jar", "core.jar", "cli.jar");
            // another agent's manifest, the entry called by hand: as a shaded jar would
            ChildJvm.Result result = ChildJvm.withoutAgent()
                    .classPath(uber + ":" + Built.bareClassPath())
                    .run(io.kafkatcp.it.apps.CallEntry.class);

            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).containsExactly("done");
            assertThat(result.err()).anyMatch(line -> line.contains("is not the agent's own jar"));
        } finally {
            run(directory.getParent(), "rm", "-rf", directory.toString());
        }
    }

    @Test
    void theToolsOfTheJdkAreLeftAlone() throws Exception {
        Process process = new ProcessBuilder(
                        Jdks.running().resolve("bin/javac").toString(), "-J-javaagent:" + Built.AGENT, "-version")
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes()))
                .doesNotContain("kafka-tcp-agent")
                .startsWith("javac");
    }

    @Test
    void theJarHoldsNothingForOtherLoadersAndIsAtMostFiveMegabytes() throws Exception {
        assertThat(Files.size(Built.AGENT)).isLessThan(5_000_000);
        try (JarFile jar = new JarFile(Built.AGENT.toFile())) {
            List<String> classes = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .toList();
            assertThat(classes).isNotEmpty().allMatch(name -> name.startsWith("io/kafkatcp/entry/"));
            assertThat(jar.getManifest().getMainAttributes().getValue("Premain-Class"))
                    .isEqualTo("io.kafkatcp.entry.AgentEntry");
            assertThat(jar.getManifest().getMainAttributes().getValue("Boot-Class-Path"))
                    .isNull();
        }
    }

    private static ChildJvm.Result producer(ChildJvm jvm) throws Exception {
        try (SilentServer server = new SilentServer()) {
            return jvm.run(OneProducer.class, server.address()).assertHealthy();
        }
    }

    private static String jarTool() {
        return Jdks.running().resolve("bin/jar").toString();
    }

    private static void run(Path directory, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
