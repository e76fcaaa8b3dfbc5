package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.IdleGaps;
import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.RecordedProducer;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.path.Site;
import io.kafkatcp.lab.path.SlowPath;
import io.kafkatcp.lab.process.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * That doubt ends what is dead and nothing that lives: lost probes, a stopped broker, a slow and lossy network, many
 * connections in one JVM.
 */
class InDoubtIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final String RESTS_SOON = "idle-threshold=2s,doubt-timeout=3s";

    private static final Pattern CALL = Pattern.compile("([0-9.]+) (write|sendto|setsockopt)\\((\\d+),");

    @TempDir
    Path directory;

    @Test
    void theProbeCountMeansWhatItSaysThoughThereIsAUserTimeout() throws Exception {
        String probing =
                "idle-threshold=2s,keepalive.idle=3s,keepalive.interval=1s,keepalive.count=3,user-timeout=3001ms";
        Site site = LAB.site(1);
        Site fixedSite = LAB.site(2);
        try (RecordedProducer follows = rests(site, "follows", probing + ",doubt-timeout=3s");
                RecordedProducer fixed = rests(fixedSite, "fixed", probing + ",doubt-timeout=0")) {
            drop(site, follows, "numgen inc mod 3 < 2 ");
            drop(fixedSite, fixed, "numgen inc mod 3 < 2 ");
            fixed.await(Duration.ofSeconds(15), "connection_closed", 1);
            Thread.sleep(10_000);
            assertThat(follows.events().of("connection_closed")).isEmpty();

            drop(site, follows, "");
            JsonNode closed = follows.await(Duration.ofSeconds(15), "connection_closed", 1)
                    .get(0);
            assertThat(closed.path("reason").asText()).isEqualTo("lost");
            assertThat(closed.path("error").asText()).contains("timed out");
        }
    }

    @Test
    void aStoppedBrokerWhoseKernelAcknowledgesKeepsItsConnectionsAlsoWhenItsWindowIsFull() throws Exception {
        Host producer = LAB.site(3).producer();
        try (RecordedProducer small = gaps(producer, "small", RESTS_SOON, 1, 1, 1, 5_000, 100);
                RecordedProducer large = gaps(producer, "large", RESTS_SOON, 1, 1, 1, 5_000, 900_000)) {
            small.awaitSaid("idle");
            large.awaitSaid("idle");
            Thread.sleep(3_000);
            try (Running.Pause standing = LAB.broker().running().paused()) {
                Thread.sleep(15_000);
                assertThat(small.said()).doesNotContain("sent");
                assertThat(large.said()).doesNotContain("sent");
            }
            for (RecordedProducer one : List.of(small, large)) {
                one.awaitEnd();
                assertThat(one.events().of("connection_closed")).isEmpty();
                assertThat(one.said()).last().asString().startsWith("acknowledged=1 failed=0 ");
                assertThat(one.events().of("post_idle_send")).anySatisfy(send -> {
                    assertThat(send.path("request").asText()).isEqualTo("PRODUCE");
                    assertThat(send.path("outcome").asText()).isEqualTo("answered");
                    assertThat(send.path("user_timeout_ms").asInt())
                            .as("it was in doubt")
                            .isBetween(3_000, 5_000);
                });
            }
        }
    }

    @Test
    void onASlowAndLossyNetworkNothingThatLivesIsClosed() throws Exception {
        int clients = Integer.getInteger("slow.clients", 50);
        int gaps = Integer.getInteger("slow.gaps", 4);
        SlowPath path =
                SlowPath.to(LAB.lab(), 1, LAB.host(), BrokerLab.ADDRESS, Integer.getInteger("slow.rtt", 800), 5);
        try (RecordedProducer producer =
                gaps(path.producer(), "slow", RESTS_SOON, clients, clients, gaps, 2_500, 100, "max.block.ms=60000")) {
            producer.await(
                    Duration.ofSeconds(20 * gaps + 60L),
                    "sums",
                    () -> producer.said().stream().anyMatch(line -> line.startsWith("acknowledged=")));
            assertThat(producer.running().await(Duration.ofSeconds(20))).isPresent();
            List<JsonNode> sends = producer.events().of("post_idle_send");
            long sentAgain = path.producer().counter("Tcp", "RetransSegs");
            int least = sends.stream()
                    .mapToInt(send -> send.path("user_timeout_ms").asInt())
                    .min()
                    .orElse(0);
            System.out.println("a slow network with 5 % loss: "
                    + producer.said().get(producer.said().size() - 1) + "; " + sends.size() + " first sends, "
                    + sentAgain + " segments sent again, least user timeout " + least + " ms, findings: "
                    + producer.events().of("flows_in_doubt"));

            assertThat(sends).hasSizeGreaterThanOrEqualTo(clients * gaps);
            assertThat(sentAgain).as("packets are lost").isGreaterThan(clients * gaps / 20);
            assertThat(least)
                    .as("more than twelve round trips")
                    .isGreaterThan(12 * Integer.getInteger("slow.rtt", 800));
            assertThat(producer.events().of("connection_closed"))
                    .as(producer.told())
                    .isEmpty();
        }
    }

    @Test
    void oneFindingHasManyConnectionsProbedBelowTheRateAndThoseThatLiveRestOn() throws Exception {
        int clients = 250;
        Site site = LAB.site(4);
        try (RecordedProducer producer = gaps(site.producer(), "many", RESTS_SOON, clients, 1, 1, 7_000, 100)) {
            producer.awaitSaid("idle");
            Thread.sleep(1_000);
            Map<String, JsonNode> opened = new java.util.LinkedHashMap<>();
            producer.events()
                    .of("connection_opened")
                    .forEach(record -> opened.put(
                            record.path("client_id").asText()
                                    + record.path("node_id").asText(),
                            record));
            // the first producer's connection to the leader, and no other
            int port = opened.get("producer-11").path("local_port").asInt();
            site.middlebox().host().run("conntrack", "-D", "-p", "tcp", "--orig-port-src", Integer.toString(port));
            producer.awaitEnd();

            JsonNode doubt = producer.events().of("flows_in_doubt").get(0);
            System.out.println("one of " + opened.size() + " connections dead: " + doubt + "; "
                    + producer.said().get(producer.said().size() - 1));
            assertThat(opened).hasSize(2 * clients);
            assertThat(doubt.path("in_doubt").asInt()).isGreaterThanOrEqualTo(2 * clients - 4);
            assertThat(doubt.path("probed").asInt())
                    .isEqualTo(doubt.path("in_doubt").asInt());
            assertThat(doubt.path("kept").asInt() + doubt.path("used").asInt())
                    .isEqualTo(doubt.path("probed").asInt());
            // 500 a second
            assertThat(doubt.path("took_ms").asInt()).isGreaterThanOrEqualTo(1_000 * (2 * clients - 4) / 500);
            assertThat(producer.events().of("connection_closed"))
                    .singleElement()
                    .satisfies(closed ->
                            assertThat(closed.path("local_port").asInt()).isEqualTo(port));
        }
    }

    @Test
    void whileRequestsFlowNoOptionIsSet() throws Exception {
        Host producer = LAB.site(5).producer();
        Path trace = directory.resolve("strace.txt");
        try (RecordedProducer busy = gaps(producer, "busy", RESTS_SOON, 2, 2, 1_000_000, 0, 100)) {
            busy.awaitSaid("idle");
            Thread.sleep(4_000);
            String pid = Long.toString(busy.running().process().orElseThrow().pid());
            Process strace = new ProcessBuilder(
                            "strace",
                            "-f",
                            "-qq",
                            "-ttt",
                            "-e",
                            "trace=setsockopt,sendto,write",
                            "-p",
                            pid,
                            "-o",
                            trace.toString())
                    .start();
            Thread.sleep(4_000);
            strace.destroy();
            strace.waitFor();
            List<String> calls = Files.readAllLines(trace);
            assertThat(calls).as("requests flowed").anyMatch(call -> call.contains("write("));
            assertThat(setWhileRequestsFlow(calls)).isEmpty();
        }
    }

    /** Options of a socket that was written to less than a second before; one that rests meanwhile has its own. */
    private static List<String> setWhileRequestsFlow(List<String> calls) {
        Map<String, Double> written = new java.util.HashMap<>();
        List<String> set = new java.util.ArrayList<>();
        for (String call : calls) {
            Matcher matcher = CALL.matcher(call);
            if (!matcher.find()) {
                continue;
            }
            double atS = Double.parseDouble(matcher.group(1));
            Double before = written.get(matcher.group(3));
            if (!matcher.group(2).equals("setsockopt")) {
                written.put(matcher.group(3), atS);
            } else if (before != null && atS - before < 0.9) {
                set.add(call);
            }
        }
        return set;
    }

    private RecordedProducer rests(Site site, String name, String options) {
        RecordedProducer producer = gaps(site.producer(), name, options, 1, 1, 1, 60_000, 100);
        producer.awaitSaid("idle");
        return producer;
    }

    /** From now on the middlebox loses what that producer's connection to the leader sends. */
    private static void drop(Site site, RecordedProducer producer, String which) {
        int port = producer.await(Duration.ofSeconds(10), "connection_opened", 2).stream()
                .filter(record -> record.path("node_id").asText().equals("1"))
                .findFirst()
                .orElseThrow()
                .path("local_port")
                .asInt();
        site.middlebox()
                .host()
                .runWithInput(
                        "insert rule inet middlebox passing tcp sport " + port + " " + which + "drop\n",
                        "nft",
                        "-f",
                        "-");
    }

    private RecordedProducer gaps(
            Host host,
            String name,
            String options,
            int clients,
            int senders,
            int gaps,
            long idleMs,
            int bytes,
            String... properties) {
        java.util.List<String> arguments = new java.util.ArrayList<>(List.of(
                String.valueOf(clients),
                String.valueOf(senders),
                String.valueOf(gaps),
                String.valueOf(idleMs),
                String.valueOf(bytes)));
        arguments.addAll(List.of(properties));
        return RecordedProducer.startPlain(
                IdleGaps.class, host, directory, name, options, LAB.broker().bootstrapServers(), "WARN", arguments);
    }
}
