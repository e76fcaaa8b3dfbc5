package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.TwoWebApps;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.broker.BrokerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever loads Kafka's classes, in whichever way, gets the options and the records, and is let go of when it ends.
 */
class LoadersIT {

    private static Broker broker;

    @TempDir
    Path directory;

    private EventsFile events;

    @BeforeAll
    static void aBrokerThatSpeaksToTheOldestClients() {
        broker =
                Broker.start(Host.local(), Built.old(BrokerConfig.onLoopback())).awaitReady(Duration.ofSeconds(120));
    }

    @AfterAll
    static void nothingStays() {
        if (broker != null) {
            broker.close();
        }
    }

    @BeforeEach
    void nothingIsRecordedYet() {
        events = new EventsFile(directory.resolve("events.jsonl"));
    }

    @Test
    void webApplicationsThatAreDeployedAgainAndAgainEachWithItsOwnKafkaLeaveNoClassLoaderBehind() throws Exception {
        int times = Built.isFull() ? 50 : 5;
        List<String> kafkas = Built.kafkas().stream()
                .map(Path::toString)
                .filter(jar -> jar.matches(".*(0\\.11\\.0\\.3|4\\.4\\.0)\\.jar"))
                .toList();
        ChildJvm.Result result = ChildJvm.withAgent("events=file," + events.argument())
                .classPath(Built.bareClassPath() + ":" + jarsOfTomcat())
                .run(
                        TwoWebApps.class,
                        broker.bootstrapServers(),
                        Files.createDirectory(directory.resolve("tomcat")).toString(),
                        Integer.toString(times),
                        Built.slf4jApi().toString(),
                        kafkas.get(0),
                        kafkas.get(1))
                .assertHealthy();

        assertThat(result.out())
                .as(String.join("\n", result.err()))
                .containsExactly("deployments " + 2 * (times + 1), "kept 0", "done");
        List<JsonNode> opened = events.of("connection_opened");
        assertThat(opened)
                .allSatisfy(record ->
                        assertThat(record.path("user_timeout_ms").asInt()).isEqualTo(20_000));
        for (String application : List.of("app4", "app5")) {
            assertThat(opened.stream()
                            .filter(record -> record.path("client_id").asText().equals(application))
                            .count())
                    .as(application)
                    .isGreaterThanOrEqualTo(times + 1);
        }
        assertThat(result.agentLines().stream().filter(line -> line.endsWith(": socket options on")))
                .hasSize(2 * (times + 1));
    }

    private static String jarsOfTomcat() {
        return Stream.of(Tomcat.class, jakarta.annotation.PostConstruct.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .reduce((all, one) -> all + ":" + one)
                .orElseThrow();
    }
}
