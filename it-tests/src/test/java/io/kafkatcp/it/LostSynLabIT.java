package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.AllPartitionsForEver;
import io.kafkatcp.it.support.NeedsLab;
import io.kafkatcp.it.support.RecordedProducer;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.Subnet;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.broker.BrokerConfig;
import io.kafkatcp.lab.process.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three ways in which a SYN fails, each by its real cause in one cluster, told apart by what the broker's own
 * kernel says: the answer goes to a wrong MAC, the SYN is dropped on its way, the broker accepts no more connections.
 */
class LostSynLabIT {

    /**
     * A run of failures counts from a minute on; a whole minute of the others' successes lies in it within two more.
     */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(200);
    /** What may be said before all is known: it accuses nobody. */
    private static final Set<String> RESERVED =
            Set.of("undetermined", "inconclusive", "pair_black_hole", "healthy", "transient");
    /** So many connections the third broker accepts; those who fill it take the rest. */
    private static final int ACCEPTED = 16;

    @TempDir
    Path directory;

    @Test
    void theLostAnswerTheSynThatNeverCameAndTheFullBacklogAreToldApart() throws Exception {
        try (Lab lab = NeedsLab.open()) {
            Subnet subnet = Subnet.in(lab, "10.8.0");
            List<Host> hosts = List.of(subnet.host("one", 1), subnet.host("two", 2), subnet.host("three", 3));
            List<Broker> brokers = brokers(subnet, hosts);
            Map<String, Host> clients = new TreeMap<>();
            for (String name : List.of("p", "q", "r", "w1", "w2")) {
                clients.put(name, subnet.host(name, 11 + clients.size()));
            }
            subnet.staleArp(hosts.get(1), subnet.address(clients.get("p")));
            subnet.dropSyns(clients.get("q"), hosts.get(1));
            List<RecordedProducer> producers = new ArrayList<>();
            for (String name : List.of("w1", "w2", "p", "q")) {
                producers.add(start(name, clients.get(name), brokers.get(0)));
            }
            for (RecordedProducer producer : producers) {
                producer.await("a connection to three", () -> isConnected(producer, subnet.address(hosts.get(2))));
            }
            Host filler = subnet.host("filler", 30);
            Running full = fill(filler, subnet.address(hosts.get(2)));
            awaitFull(hosts.get(2));
            producers.add(start("r", clients.get("r"), brokers.get(0)));
            Map<String, String> expected = new TreeMap<>();
            clients.keySet()
                    .forEach(client -> hosts.forEach(host -> expected.put(client + " " + host.name(), "healthy")));
            expected.put("p two", "answer_lost");
            expected.put("q two", "syn_never_seen");
            expected.put("r three", "backlog_full");
            Map<String, String> verdicts = awaitVerdicts(expected, subnet, clients, hosts);
            for (RecordedProducer producer : producers) {
                producer.close();
            }
            full.kill();
            assertThat(verdicts).isEqualTo(expected);
        }
    }

    /** Asks again and again, as somebody at work does: no answer on the way may accuse anybody wrongly. */
    private Map<String, String> awaitVerdicts(
            Map<String, String> expected, Subnet subnet, Map<String, Host> clients, List<Host> hosts) throws Exception {
        Instant end = Instant.now().plus(LONG_ENOUGH);
        while (true) {
            Thread.sleep(5_000);
            CompletableFuture<Path> two = CompletableFuture.supplyAsync(() -> collect(hosts.get(1)));
            Path three = collect(hosts.get(2));
            Map<String, String> verdicts = correlate(subnet, clients, hosts, two.join(), three);
            if (verdicts.equals(expected) || Instant.now().isAfter(end)) {
                return verdicts;
            }
            verdicts.forEach((pair, verdict) -> assertThat(verdict)
                    .as(pair)
                    .satisfiesAnyOf(
                            said -> assertThat(RESERVED).contains(said),
                            said -> assertThat(said).isEqualTo(expected.get(pair))));
        }
    }

    private static List<Broker> brokers(Subnet subnet, List<Host> hosts) {
        BrokerConfig first = BrokerConfig.at(subnet.address(hosts.get(0)), 9092).partitions(6);
        Broker one = Broker.start(hosts.get(0), first);
        Broker two = Broker.start(hosts.get(1), BrokerConfig.joining(first, 2, subnet.address(hosts.get(1)), 9092));
        Broker three = Broker.start(
                hosts.get(2),
                BrokerConfig.joining(first, 3, subnet.address(hosts.get(2)), 9092)
                        .with("listener.name.plaintext.max.connections", Integer.toString(ACCEPTED))
                        .with("socket.listen.backlog.size", "2"));
        List<Broker> brokers = List.of(one, two, three);
        brokers.forEach(broker -> broker.awaitReady(Duration.ofSeconds(90)));
        return brokers;
    }

    private RecordedProducer start(String name, Host client, Broker broker) {
        return RecordedProducer.start(
                AllPartitionsForEver.class,
                client,
                directory,
                name,
                "idle-threshold=1s,user-timeout=5s",
                broker.bootstrapServers(),
                "enable.idempotence=false",
                "acks=1",
                "max.block.ms=60000",
                "metadata.max.age.ms=2000",
                "socket.connection.setup.timeout.ms=8000",
                "socket.connection.setup.timeout.max.ms=8000");
    }

    private static boolean isConnected(RecordedProducer producer, String brokerIp) {
        return producer.events().of("connection_opened").stream()
                .anyMatch(record -> record.path("peer_ip").asText().equals(brokerIp));
    }

    /**
     * Connections that nobody closes: the broker takes as many as it may, and the kernel's queue the next. One after
     * the other: of many at once the kernel may drop the last part of their handshakes, and they never try again.
     */
    private static Running fill(Host filler, String brokerIp) {
        String connects =
                "for i in $(seq 80); do (exec 3<>/dev/tcp/" + brokerIp + "/9092; sleep 600) & sleep 0.2; done; wait";
        return filler.start(List.of("bash", "-c", connects), Map.of(), line -> {}, line -> {});
    }

    private static void awaitFull(Host broker) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            String listener = broker.run("ss", "-Htln", "sport", "=", ":9092");
            String[] words = listener.trim().split("\\s+");
            if (Integer.parseInt(words[1]) > Integer.parseInt(words[2])) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the queue never filled: " + broker.run("ss", "-tano"));
    }

    private Path collect(Host broker) {
        try {
            String line = Tool.reading().run("collect").out();
            return Files.writeString(
                    directory.resolve(broker.name() + ".txt"),
                    broker.run("sh", "-c", line.substring(0, line.lastIndexOf(" > "))));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> correlate(
            Subnet subnet, Map<String, Host> clients, List<Host> hosts, Path two, Path three) throws Exception {
        Tool.Said result = Tool.reading()
                .run(
                        "correlate",
                        directory + "/*.jsonl",
                        "--broker",
                        subnet.address(hosts.get(1)) + "=" + two,
                        "--broker",
                        subnet.address(hosts.get(2)) + "=" + three,
                        "--json");
        assertThat(result.exitCode()).as(result.err()).isBetween(0, 1);
        Map<String, String> names = new TreeMap<>();
        clients.values().forEach(host -> names.put(subnet.address(host), host.name()));
        hosts.forEach(host -> names.put(subnet.address(host), host.name()));
        Map<String, String> verdicts = new TreeMap<>();
        for (JsonNode pair : result.json().path("pairs")) {
            verdicts.put(
                    names.get(pair.path("local_ip").asText()) + " "
                            + names.get(pair.path("peer_ip").asText()),
                    pair.path("verdict").asText());
        }
        return verdicts;
    }
}
