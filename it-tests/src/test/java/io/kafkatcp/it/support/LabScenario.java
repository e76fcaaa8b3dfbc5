package io.kafkatcp.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.SteadyProducer;
import io.kafkatcp.lab.path.Site;
import io.kafkatcp.lab.process.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One scenario of {@code scenarios.txt} in the lab: a producer behind a middlebox of its own, and what happens to it.
 */
public final class LabScenario implements AutoCloseable {

    private static final Path ALL = Path.of("../agent/src/test/resources/scenarios.txt");

    private final String[] scenario;
    private final Site site;
    private final RecordedProducer producer;
    private Instant happened;
    private Running.Pause pause;

    /** @param scenario the columns of its line */
    public LabScenario(String[] scenario, BrokerLab lab, int number, Path directory) {
        this.scenario = scenario;
        this.site = lab.site(number);
        if (what().equals("loses large")) {
            site.middlebox().losesAbove(1_400, BrokerLab.ADDRESS);
        }
        List<String> arguments = new ArrayList<>(List.of(
                scenario[2],
                "90",
                scenario[3],
                "client.id=scenario-" + number,
                "max.block.ms=60000",
                "linger.ms=0",
                "compression.type=none",
                "batch.size=" + (scenario[3].equals("900000") ? 1_000_000 : 1),
                "buffer.memory=300000000"));
        producer = RecordedProducer.startPlain(
                SteadyProducer.class,
                site.producer(),
                directory,
                "scenario-" + number,
                scenario[1],
                lab.broker().bootstrapServers(),
                "INFO",
                arguments);
    }

    /** The columns of each line. */
    public static List<String[]> all() throws IOException {
        return Files.readAllLines(ALL).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" *\\| *", -1))
                .toList();
    }

    public String name() {
        return scenario[0];
    }

    public String what() {
        return scenario[4];
    }

    /** Where nothing is sent, it must happen before the first probe is answered. */
    public boolean isResting() {
        return scenario[2].equals("0");
    }

    public boolean stopsTheBroker() {
        return what().startsWith("stop broker");
    }

    public void awaitSteady() {
        producer.awaitSaid("steady");
    }

    public void happens() throws InterruptedException {
        happened = Instant.now();
        switch (what().replaceAll(" \\d+", "")) {
            case "cut all" -> site.middlebox().forgetAll();
            case "cut one" -> site.middlebox().forget(leaderPort());
            case "dark" -> site.middlebox().goDark();
            case "loss" -> loses();
            case "stop client" -> pause = producer.running().paused();
            case "reset" -> site.middlebox().resetTo(9092);
            default -> {}
        }
    }

    private void loses() {
        site.middlebox()
                .host()
                .run(
                        "nft",
                        "insert",
                        "rule",
                        "inet",
                        "middlebox",
                        "passing",
                        "numgen",
                        "random",
                        "mod",
                        "100",
                        "<",
                        number(),
                        "drop");
    }

    /** After so long it is as before. */
    public long forMs() {
        return what().matches(".*\\d{4,5}") ? Long.parseLong(number()) : 0;
    }

    private String number() {
        return what().replaceAll("\\D+", "");
    }

    public void isOver() throws Exception {
        if (what().startsWith("dark")) {
            site.middlebox().comeBack();
        } else if (pause != null) {
            pause.close();
            pause = null;
        }
    }

    private int leaderPort() {
        return ofLeader("connection_opened").orElseThrow().path("local_port").asInt();
    }

    private Optional<JsonNode> ofLeader(String event) {
        return producer.events().of(event).stream()
                .filter(record -> record.path("node_id").asText().equals("1"))
                .findFirst();
    }

    private List<JsonNode> closed() {
        return producer.events().of("connection_closed").stream()
                .filter(record -> !record.path("reason").asText().equals("client"))
                .toList();
    }

    private Optional<JsonNode> judged() {
        return producer.events().of("stall_judged").stream()
                .filter(record -> record.path("verdict").asText().equals(scenario[5]))
                .findFirst();
    }

    /** The verdict that the scenario is about where it was told, "none" where there was none at all. */
    public String came() {
        if (judged().isPresent()) {
            return scenario[5];
        }
        if (!closed().isEmpty() && closed().get(0).path("verdict").asText().equals("flow_reset")) {
            return "flow_reset";
        }
        return wasJudgedBeforeItsEnd() ? "another" : "none";
    }

    /** When a resting connection is gone, Kafka sends on the other one that was cut with it. */
    private boolean wasJudgedBeforeItsEnd() {
        Instant end = closed().stream().findFirst().map(LabScenario::time).orElse(Instant.MAX);
        return producer.events().of("stall_judged").stream()
                .anyMatch(record -> time(record).isBefore(end));
    }

    /** @return -1 where what is to be measured did not happen */
    public long ms() {
        return switch (scenario[6]) {
            case "judged" -> judged().map(record -> since(happened, record)).orElse(-1L);
            case "closed" ->
                closed().stream()
                        .findFirst()
                        .map(record -> since(happened, record))
                        .orElse(-1L);
            case "ended" -> closed().isEmpty() ? -1 : 0;
            case "lived" ->
                closed().stream()
                        .findFirst()
                        .map(record -> since(
                                time(producer.events().of("connection_opened").get(0)), record))
                        .orElse(-1L);
            case "again" ->
                judged().map(record ->
                                since(time(producer.events().of("stall_judged").get(0)), record))
                        .orElse(-1L);
            default -> closed().isEmpty() ? -1 : 0;
        };
    }

    private static long since(Instant from, JsonNode record) {
        return time(record).toEpochMilli() - from.toEpochMilli();
    }

    private static Instant time(JsonNode record) {
        return Instant.parse(record.path("time").asText());
    }

    public String told() {
        return name() + "\n" + producer.told();
    }

    @Override
    public void close() throws InterruptedException {
        producer.close();
    }
}
