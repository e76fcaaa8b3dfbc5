package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.OneRecord;
import io.kafkatcp.it.support.AgedKafkas;
import io.kafkatcp.it.support.AgedKafkas.Jvm;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.OldBroker;
import io.kafkatcp.it.support.SkyWalking;
import io.kafkatcp.it.support.VersionsPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Agents of others that weave too, some of them into the same classes, before ours and after it: every hook of ours is
 * still there.
 */
class OtherAgentsIT {

    @RegisterExtension
    static final OldBroker BROKER = new OldBroker();

    @TempDir
    Path directory;

    static Stream<String> agents() {
        List<String> agents = new ArrayList<>(List.of("org.jacoco.agent"));
        if (Built.isFull()) {
            agents.addAll(List.of("opentelemetry-javaagent", "elastic-apm-agent"));
        }
        return agents.stream().flatMap(agent -> Stream.of(agent + " before", agent + " after"));
    }

    @ParameterizedTest
    @MethodSource("agents")
    void everyEventIsToldBesideAnotherAgentInEitherOrder(String agentAndOrder) throws Exception {
        String name = agentAndOrder.split(" ")[0];
        List<String> options = options(name);
        boolean before = agentAndOrder.endsWith("before");
        List<Path> kafkas = Built.kafkas().stream()
                .filter(jar -> jar.toString().matches(".*(0\\.10\\.0\\.1|2\\.5\\.1|4\\.4\\.0)\\.jar"))
                .toList();

        AgedKafkas told = AgedKafkas.run(
                new Jvm(
                        Jdks.running(),
                        before ? options : List.of(),
                        before ? List.of() : options,
                        Built.bareClassPath()),
                kafkas,
                BROKER.broker(),
                directory);

        assertThat(kafkas).hasSizeGreaterThanOrEqualTo(3);
        assertThat(kafkas)
                .allSatisfy(jar -> assertThat(VersionsPage.row(told, Built.versionOf(jar)))
                        .as(told::told)
                        .doesNotContain(VersionsPage.MISSING));
    }

    /** It renames methods, and needs a class loader that sees its own. */
    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void everyFeatureIsOnBesideSkyWalkingInEitherOrder(String order) throws Exception {
        Assumptions.assumeTrue(Built.isFull(), "skipped: SkyWalking comes with the profile \"full\"");
        EventsFile events = new EventsFile(directory.resolve("events.jsonl"));
        List<String> theirs = SkyWalking.install(Built.other("apm-agent"), directory.resolve("skywalking"));
        ChildJvm jvm = ChildJvm.withoutAgent();
        if (order.equals("after")) {
            jvm.agent(events.argument());
        }
        theirs.forEach(jvm::option);
        if (order.equals("before")) {
            jvm.agent(events.argument());
        }

        ChildJvm.Result result = jvm.run(OneRecord.class, BROKER.broker().bootstrapServers(), "web")
                .assertHealthy();

        assertThat(result.err())
                .contains(
                        SkyWalking.INTERCEPTS + "KafkaProducer",
                        SkyWalking.INTERCEPTS + "Sender",
                        SkyWalking.INTERCEPTS + "NetworkClient",
                        SkyWalking.INTERCEPTS + "Selector",
                        SkyWalking.INTERCEPTS + "KafkaChannel");
        assertThat(result.agentLines())
                .anyMatch(line -> line.endsWith(": socket options on"))
                .noneMatch(line -> line.contains(" off"));
        assertThat(events.of("connection_opened")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(events.of("connection_closed"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(
                        record -> assertThat(record.path("requests").asInt()).isPositive());
    }

    private List<String> options(String name) {
        Path jar = Built.other(name);
        return switch (name) {
            case "opentelemetry-javaagent" ->
                List.of(
                        "-javaagent:" + jar,
                        "-Dotel.traces.exporter=none",
                        "-Dotel.metrics.exporter=none",
                        "-Dotel.logs.exporter=none");
            case "elastic-apm-agent" ->
                List.of(
                        "-javaagent:" + jar,
                        "-Delastic.apm.disable_send=true",
                        "-Delastic.apm.cloud_provider=NONE",
                        "-Delastic.apm.central_config=false");
            default -> List.of("-javaagent:" + jar + "=destfile=" + directory.resolve("coverage.exec"));
        };
    }
}
