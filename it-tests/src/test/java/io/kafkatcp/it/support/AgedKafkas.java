package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.AgesOfKafka;
import io.kafkatcp.lab.broker.Broker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of {@link AgesOfKafka} under the agent, with a broker that stands still for a while: what was printed and
 * what was recorded.
 */
public final class AgedKafkas {

    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final EventsFile file;
    private Program program;
    private List<JsonNode> records = List.of();

    private AgedKafkas(EventsFile file) {
        this.file = file;
    }

    /** How the JVM is started: its options before and after our agent's. */
    public record Jvm(Path home, List<String> before, List<String> after, String classPath) {

        public static Jvm of(Path home, String... options) {
            return new Jvm(home, List.of(options), List.of(), Built.bareClassPath());
        }
    }

    public static AgedKafkas run(Jvm jvm, List<Path> jars, Broker broker, Path directory) throws Exception {
        AgedKafkas kafkas = new AgedKafkas(new EventsFile(directory.resolve("events.jsonl")));
        try (ClosedPort closed = new ClosedPort()) {
            List<String> command =
                    new ArrayList<>(List.of(jvm.home().resolve("bin/java").toString()));
            command.addAll(jvm.before());
            command.add("-javaagent:" + Built.AGENT + "=idle-threshold=3s," + kafkas.file.argument());
            command.addAll(jvm.after());
            command.addAll(List.of(
                    "-cp",
                    jvm.classPath(),
                    AgesOfKafka.class.getName(),
                    broker.bootstrapServers(),
                    closed.address(),
                    directory.toString(),
                    Built.slf4jApi().toString()));
            jars.forEach(jar -> command.add(Built.versionOf(jar) + "=" + jar));
            kafkas.program = Program.start(command);
            try {
                kafkas.live(broker, directory);
            } finally {
                kafkas.program.running().kill();
            }
        }
        kafkas.records = kafkas.file.all();
        return kafkas;
    }

    private void live(Broker broker, Path directory) throws Exception {
        program.awaitSaid("stop the broker", LIMIT);
        broker.running().pause();
        try {
            Files.createFile(directory.resolve("stopped"));
            program.awaitSaid("broker may go on", LIMIT);
        } finally {
            broker.running().resume();
        }
        Files.createFile(directory.resolve("resumed"));
        assertThat(program.running().await(LIMIT)).as(told()).hasValue(0);
        assertThat(program.err())
                .as(told())
                .noneMatch(line -> line.contains("internal error") || line.contains(" off for "));
        assertThat(program.out()).as(told()).last().isEqualTo("done");
    }

    /** The records of one kind of one of a version's producers. */
    public List<JsonNode> of(String version, String producer, String event) {
        return records.stream()
                .filter(record -> record.path("event").asText().equals(event))
                .filter(record -> record.path("client_id").asText().equals(producer + "_" + version))
                .toList();
    }

    /** How often a version printed that. */
    public long said(String version, String line) {
        return program.out().stream().filter((version + " " + line)::equals).count();
    }

    /** For a failed assertion. */
    public String told() {
        return program.told();
    }
}
