package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.AgesOfKafka;
import io.kafkatcp.lab.Broker;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** One run of {@link AgesOfKafka} under the agent, with a broker that stands still for a while: what was printed and what was recorded. */
public final class AgedKafkas {

    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final EventsFile file;
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
            List<String> command = new ArrayList<>(List.of(jvm.home().resolve("bin/java").toString()));
            command.addAll(jvm.before());
            command.add("-javaagent:" + Built.AGENT + "=idle-threshold=3s," + kafkas.file.argument());
            command.addAll(jvm.after());
            command.addAll(List.of("-cp", jvm.classPath(),
                    AgesOfKafka.class.getName(), broker.bootstrapServers(), closed.address(), directory.toString(), Built.slf4jApi().toString()));
            jars.forEach(jar -> command.add(Built.versionOf(jar) + "=" + jar));
            Running running = Host.local().start(command, Map.of(), kafkas.out::add, kafkas.err::add);
            try {
                kafkas.live(running, broker, directory);
            } finally {
                running.kill();
            }
        }
        kafkas.records = kafkas.file.all();
        return kafkas;
    }

    private void live(Running running, Broker broker, Path directory) throws Exception {
        awaitSaid("stop the broker", running);
        broker.running().pause();
        try {
            Files.createFile(directory.resolve("stopped"));
            awaitSaid("broker may go on", running);
        } finally {
            broker.running().resume();
        }
        Files.createFile(directory.resolve("resumed"));
        assertThat(running.await(LIMIT)).as(told()).hasValue(0);
        assertThat(err).as(told()).noneMatch(line -> line.contains("internal error") || line.contains(" off for "));
        assertThat(out).as(told()).last().isEqualTo("done");
    }

    /** The records of one kind of one of a version's producers. */
    public List<JsonNode> of(String version, String producer, String event) {
        return records.stream().filter(record -> record.path("event").asText().equals(event))
                .filter(record -> record.path("client_id").asText().equals(producer + "_" + version)).toList();
    }

    /** How often a version printed that. */
    public long said(String version, String line) {
        return out.stream().filter((version + " " + line)::equals).count();
    }

    /** For a failed assertion. */
    public String told() {
        return String.join("\n", out) + "\n" + err.stream().limit(80).collect(Collectors.joining("\n"));
    }

    private void awaitSaid(String line, Running running) throws InterruptedException {
        long deadlineNs = System.nanoTime() + LIMIT.toNanos();
        while (!out.contains(line)) {
            assertThat(running.isAlive() && System.nanoTime() < deadlineNs).as(() -> "no \"" + line + "\"\n" + told()).isTrue();
            Thread.sleep(50);
        }
    }
}
