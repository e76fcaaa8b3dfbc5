package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.AsyncProducer;
import io.kafkatcp.it.support.NeedsLab;
import io.kafkatcp.it.support.RecordedProducer;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.Subnet;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.broker.BrokerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three producers and three brokers on one switch: a wrong ARP entry, a machine that is off and a port that is closed,
 * told apart by what was recorded.
 */
class CorrelateLabIT {

    private static final Pattern ETHERNET = Pattern.compile("link/ether ([0-9a-f:]{17})");
    /** A run of failures counts from a minute on, and the first takes its time. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(95);

    @TempDir
    Path directory;

    @Test
    void theWrongArpEntryTheDeadHostAndTheClosedPortAreNamedAndNothingElse() throws Exception {
        try (Lab lab = NeedsLab.open()) {
            Subnet subnet = Subnet.in(lab, "10.7.0");
            List<Host> hosts = List.of(subnet.host("a", 1), subnet.host("b", 2), subnet.host("c", 3));
            List<Broker> brokers = hosts.stream()
                    .map(host -> Broker.start(host, BrokerConfig.at(subnet.address(host), 9092)))
                    .toList();
            List<Host> clients = List.of(subnet.host("p", 11), subnet.host("q", 12), subnet.host("r", 13));
            brokers.forEach(broker -> broker.awaitReady(Duration.ofSeconds(90)));
            subnet.staleArp(hosts.get(0), subnet.address(clients.get(0)));
            List<RecordedProducer> producers = new ArrayList<>();
            for (Host client : clients) {
                for (Broker broker : brokers) {
                    producers.add(start(client, broker));
                }
            }
            for (RecordedProducer producer : producers.subList(1, producers.size())) {
                producer.awaitSaid("ready");
            }
            subnet.switchOff(hosts.get(1));
            brokers.get(2).running().kill();
            Thread.sleep(LONG_ENOUGH.toMillis());

            Map<String, String> verdicts = correlate(subnet, hosts, clients);
            for (RecordedProducer producer : producers) {
                producer.close();
            }

            Map<String, String> expected = new TreeMap<>();
            for (Host client : clients) {
                expected.put(client.name() + " a", client.name().equals("p") ? "stale_arp" : "healthy");
                expected.put(client.name() + " b", "broker_down");
                expected.put(client.name() + " c", "refused");
            }
            assertThat(verdicts).as(told(producers)).isEqualTo(expected);
        }
    }

    private static String told(List<RecordedProducer> producers) {
        return producers.stream()
                .flatMap(producer -> producer.events().all().stream())
                .filter(record -> record.path("event").asText().startsWith("connect"))
                .map(JsonNode::toString)
                .collect(Collectors.joining("\n"));
    }

    private RecordedProducer start(Host client, Broker broker) {
        return RecordedProducer.start(
                AsyncProducer.class,
                client,
                directory,
                client.name() + "-" + broker.config().address(),
                "idle-threshold=2s,user-timeout=5s",
                broker.bootstrapServers(),
                "app.count=1000",
                "app.pause=3000",
                "app.wait=0",
                "enable.idempotence=false",
                "max.block.ms=500000",
                "socket.connection.setup.timeout.ms=8000",
                "socket.connection.setup.timeout.max.ms=8000");
    }

    /** With the real table of the first broker's host, and what each host says of itself. */
    private Map<String, String> correlate(Subnet subnet, List<Host> hosts, List<Host> clients) throws Exception {
        String line = Tool.reading().run("collect").out();
        Path table = Files.writeString(
                directory.resolve("a.txt"), hosts.get(0).run("sh", "-c", line.substring(0, line.indexOf(" > "))));
        StringBuilder inventory = new StringBuilder("ip,mac\n");
        Map<String, String> names = new TreeMap<>();
        for (Host client : clients) {
            Matcher mac = ETHERNET.matcher(client.run("ip", "link", "show", "up"));
            assertThat(mac.find()).isTrue();
            inventory
                    .append(subnet.address(client))
                    .append(',')
                    .append(mac.group(1))
                    .append('\n');
            names.put(subnet.address(client), client.name());
        }
        hosts.forEach(host -> names.put(subnet.address(host), host.name()));
        Path known = Files.writeString(directory.resolve("inventory.csv"), inventory);
        Tool.Said result = Tool.reading()
                .run(
                        "correlate",
                        directory + "/*.jsonl",
                        "--neighbours",
                        subnet.address(hosts.get(0)) + "=" + table,
                        "--inventory",
                        known.toString(),
                        "--json");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
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
