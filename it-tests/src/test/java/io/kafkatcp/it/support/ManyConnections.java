package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.ManySenders;
import io.kafkatcp.lab.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One JVM with the agent and many connections in use, all on one network, and what the agent did to them: each counts
 * as one try.
 */
public final class ManyConnections implements AutoCloseable {

    private final RecordedProducer producer;

    private ManyConnections(RecordedProducer producer) {
        this.producer = producer;
    }

    /** @param everyMs between two records on each, 0 for only those asked for; @param bytes of each record */
    public static ManyConnections start(
            Host host,
            Path directory,
            String name,
            String options,
            String bootstrapServers,
            int count,
            long everyMs,
            int bytes,
            String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                String.valueOf(count),
                String.valueOf(everyMs),
                String.valueOf(bytes),
                "max.block.ms=120000",
                "compression.type=none",
                "linger.ms=0"));
        arguments.addAll(List.of(properties));
        return new ManyConnections(RecordedProducer.startPlain(
                ManySenders.class, host, directory, name, options, bootstrapServers, "WARN", arguments));
    }

    public RecordedProducer producer() {
        return producer;
    }

    /** Each has its connection to the leader, and has had an answer on it. */
    public void awaitReady() {
        producer.await(Duration.ofSeconds(120), "ready", () -> producer.said().contains("ready"));
    }

    /** Each sends one record, and all are answered. */
    public void sendOnEach(Duration limit) {
        long before = answered();
        producer.running().type("send");
        producer.await(limit, "answers", () -> answered() > before);
    }

    private long answered() {
        return producer.said().stream().filter("answered"::equals).count();
    }

    /** @return the sums */
    public String end() {
        producer.running().type("end");
        producer.await(
                Duration.ofSeconds(120),
                "sums",
                () -> producer.said().stream().anyMatch(line -> line.startsWith(ManySenders.SUMS)));
        assertThat(producer.logged()).noneMatch(line -> line.contains("internal error"));
        return producer.said().get(producer.said().size() - 1);
    }

    /** What the agent ended while a request waited. */
    public List<JsonNode> ended() {
        return judged().stream()
                .filter(record -> record.path("action").asText().equals("ended"))
                .toList();
    }

    /** Those of them before and after so long since the first connection. */
    public Map<Boolean, List<JsonNode>> endedWithin(long ms) {
        Instant first = time(producer.events().of("connection_opened").get(0));
        return ended().stream()
                .collect(Collectors.partitioningBy(record -> time(record).isBefore(first.plusMillis(ms))));
    }

    public List<JsonNode> judged() {
        return producer.events().of("stall_judged");
    }

    /** All that did not live to the client's own end, by whomever. */
    public List<JsonNode> closed() {
        return producer.events().of("connection_closed").stream()
                .filter(record -> !record.path("reason").asText().equals("client"))
                .toList();
    }

    /** Those of them that Kafka did not close by itself. */
    public List<JsonNode> lost() {
        return closed().stream()
                .filter(record -> record.path("reason").asText().equals("lost"))
                .toList();
    }

    /** How often each verdict was told, with what was done and what came of it, and why connections were closed. */
    public Map<String, Integer> told() {
        Map<String, Integer> told = new TreeMap<>();
        judged().forEach(record -> told.merge(words(record, "verdict", "action"), 1, Integer::sum));
        producer.events()
                .of("stall_over")
                .forEach(record -> told.merge(words(record, "verdict", "action", "outcome"), 1, Integer::sum));
        closed().forEach(record ->
                told.merge("closed: " + words(record, "reason", "error", "verdict"), 1, Integer::sum));
        return told;
    }

    private static String words(JsonNode record, String... fields) {
        return Stream.of(fields).map(field -> record.path(field).asText("-")).collect(Collectors.joining(" "));
    }

    private static Instant time(JsonNode record) {
        return Instant.parse(record.path("time").asText());
    }

    @Override
    public void close() throws InterruptedException {
        producer.close();
    }
}
