package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.AgedKafkas;
import io.kafkatcp.it.support.AgedKafkas.Jvm;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.OldBroker;
import io.kafkatcp.it.support.SkyWalking;
import io.kafkatcp.it.support.VersionsPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
            agents.addAll(List.of("opentelemetry-javaagent", "elastic-apm-agent", "apm-agent"));
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
        if (name.equals("apm-agent")) {
            assertThat(told.told()).contains(SkyWalking.INTERCEPTS + "KafkaProducer", SkyWalking.INTERCEPTS + "Sender");
        }
        assertThat(kafkas)
                .allSatisfy(jar -> assertThat(VersionsPage.row(told, Built.versionOf(jar)))
                        .as(told::told)
                        .doesNotContain(VersionsPage.MISSING));
    }

    private List<String> options(String name) throws Exception {
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
            case "apm-agent" -> SkyWalking.install(jar, directory.resolve("skywalking"));
            default -> List.of("-javaagent:" + jar + "=destfile=" + directory.resolve("coverage.exec"));
        };
    }
}
