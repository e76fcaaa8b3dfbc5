package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.OneRecord;
import io.kafkatcp.it.apps.OsgiHost;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.EachJdk;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.MadeJar;
import io.kafkatcp.it.support.OldBroker;
import io.kafkatcp.it.support.Strace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Containers give a class only what it has asked for, and Kafka has not asked for our bridge: it must be seen all the
 * same.
 */
class ContainersIT {

    private static final String MAIN = OneRecord.class.getName();

    @RegisterExtension
    static final OldBroker BROKER = new OldBroker();

    @TempDir
    Path directory;

    private EventsFile events;
    private Strace strace;

    @BeforeEach
    void nothingIsRecordedYet() throws Exception {
        events = new EventsFile(directory.resolve("events.jsonl"));
        strace = Strace.in(directory);
    }

    static Stream<String> osgi() {
        List<String> all = new ArrayList<>(List.of("org.apache.felix.framework wrapped", "org.eclipse.osgi wrapped"));
        if (Built.isFull()) {
            all.addAll(List.of("org.apache.felix.framework bundle", "org.eclipse.osgi bundle"));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("osgi")
    void anOsgiFrameworkNeedsNoBootDelegation(String frameworkAndKafka) throws Exception {
        String framework = frameworkAndKafka.split(" ")[0];
        Path kafka = frameworkAndKafka.endsWith("wrapped")
                ? wrapped()
                : Built.other("org.apache.servicemix.bundles.kafka-clients-");
        Path sender = MadeJar.with(Map.of(
                        "Bundle-ManifestVersion",
                        "2",
                        "Bundle-SymbolicName",
                        "sender",
                        "Import-Package",
                        "org.apache.kafka.clients.producer,org.apache.kafka.common.serialization"))
                .classes(OneRecord.classes())
                .at(directory.resolve("sender.jar"));

        ChildJvm.Result result = jvm(Jdks.running())
                .classPath(Built.bareClassPath() + ":" + Built.other(framework) + ":" + Built.slf4jApi())
                .run(
                        OsgiHost.class,
                        directory.resolve("storage").toString(),
                        BROKER.broker().bootstrapServers(),
                        "osgi",
                        kafka.toString(),
                        sender.toString());

        assertSent(result, "sent by unnamed module .*(BundleClassLoader|EquinoxClassLoader)");
        assertThat(result.out()).last().isEqualTo(framework);
    }

    @EachJdk
    void kafkaMayBeAModuleOfTheModulePath(Path jdk) throws Exception {
        String kafka = Built.kafka("4.4.0") + ":" + Built.slf4jApi();
        Path declaration = Files.writeString(
                directory.resolve("module-info.java"),
                "module sender { requires kafka.clients; requires java.management; }");
        Path apps = Path.of("src/test/java/io/kafkatcp/it/apps");
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-p",
                        kafka,
                        "-d",
                        directory.resolve("sender").toString(),
                        declaration.toString(),
                        apps.resolve("OneRecord.java").toString(),
                        apps.resolve("NewProducer.java").toString());
        assertThat(failed).isZero();

        ChildJvm.Result result = jvm(jdk).launch(List.of(
                "-p",
                directory.resolve("sender") + ":" + kafka,
                "-m",
                "sender/" + MAIN,
                BROKER.broker().bootstrapServers(),
                "modules"));

        assertSent(result, "sent by module kafka.clients of .*AppClassLoader");
    }

    @Test
    void anExecutableJarOfSpringBootMayHoldKafka() throws Exception {
        Path jar = MadeJar.with(Map.of(
                        "Main-Class",
                        "org.springframework.boot.loader.launch.JarLauncher",
                        "Start-Class",
                        MAIN,
                        "Spring-Boot-Classes",
                        "BOOT-INF/classes/",
                        "Spring-Boot-Lib",
                        "BOOT-INF/lib/"))
                .contentsOf(Built.other("spring-boot-loader-"))
                .classesIn("BOOT-INF/classes/", OneRecord.classes())
                .file("BOOT-INF/lib/kafka-clients.jar", Built.kafka("4.4.0"))
                .file("BOOT-INF/lib/slf4j-api.jar", Built.slf4jApi())
                .at(directory.resolve("boot.jar"));

        ChildJvm.Result result = jvm(Jdks.running())
                .launch(List.of("-jar", jar.toString(), BROKER.broker().bootstrapServers(), "boot"));

        assertSent(result, "sent by unnamed module .*LaunchedClassLoader");
    }

    @Test
    void jbossModulesIsToldOfTheBridgeBesideWhatItWasToldAlready() throws Exception {
        Path modules = directory.resolve("modules");
        Path main = Files.createDirectories(modules.resolve("sender/main"));
        Files.copy(Built.kafka("4.4.0"), main.resolve("kafka-clients.jar"));
        Files.copy(Built.slf4jApi(), main.resolve("slf4j-api.jar"));
        MadeJar.with(Map.of()).classes(OneRecord.classes()).at(main.resolve("sender.jar"));
        Files.writeString(
                main.resolve("module.xml"),
                "<module xmlns='urn:jboss:module:1.9' name='sender'><main-class name='" + MAIN + "'/><resources>"
                        + "<resource-root path='kafka-clients.jar'/><resource-root "
                        + "path='slf4j-api.jar'/><resource-root path='sender.jar'/></resources>"
                        + "<dependencies><module name='java.se'/></dependencies></module>");

        ChildJvm.Result result = jvm(Jdks.running())
                .option("-Djboss.modules.system.pkgs=org.jboss.byteman")
                .launch(List.of(
                        "-jar",
                        Built.other("jboss-modules-").toString(),
                        "-mp",
                        modules.toString(),
                        "sender",
                        BROKER.broker().bootstrapServers(),
                        "jboss"));

        assertSent(result, "sent by .*ModuleClassLoader");
        assertThat(result.agentLines())
                .contains("kafka-tcp-agent: JBoss Modules is told of java.kafkatcp.bridge by "
                        + "jboss.modules.system.pkgs=org.jboss.byteman,java.kafkatcp.bridge");
    }

    /** The newest Kafka, which nobody offers as a bundle, as it is wrapped by hand. */
    private Path wrapped() throws Exception {
        return MadeJar.with(Map.of(
                        "Bundle-ManifestVersion",
                        "2",
                        "Bundle-SymbolicName",
                        "kafka",
                        "Bundle-ClassPath",
                        "kafka-clients.jar",
                        "Export-Package",
                        "org.apache.kafka.clients.producer,org.apache.kafka.common.serialization",
                        "DynamicImport-Package",
                        "*"))
                .file("kafka-clients.jar", Built.kafka("4.4.0"))
                .at(directory.resolve("kafka.jar"));
    }

    private ChildJvm jvm(Path jdk) {
        return ChildJvm.withAgent(events.argument())
                .home(jdk)
                .option("-XX:TieredStopAtLevel=1")
                .under(strace.program());
    }

    private void assertSent(ChildJvm.Result result, String how) throws Exception {
        result.assertHealthy();
        assertThat(result.out()).first().asString().matches("acknowledged, " + how);
        assertThat(result.agentLines())
                .as(result.err().toString())
                .noneMatch(line -> line.contains("WARN") || line.contains(" off for "))
                .anyMatch(line -> line.contains(": socket options on"));
        strace.assertDefaultsBeforeEachConnect(
                BROKER.broker().config().port(), result.err().toString());
        // the bootstrap connection, and one to the leader
        assertThat(events.of("connection_opened"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(EventsFile::assertDefaultsOn);
    }
}
