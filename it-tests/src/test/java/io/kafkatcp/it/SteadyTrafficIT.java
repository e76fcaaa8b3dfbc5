package io.kafkatcp.it;

import static io.kafkatcp.it.support.EventsFile.said;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.SteadyProducer;
import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.LeaderPort;
import io.kafkatcp.it.support.RecordedProducer;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.path.Site;
import io.kafkatcp.lab.process.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to records that flow when their connections are cut: it is over in a second or two, and nothing that
 * lives is ended. {@code -Dsteady.repetitions=5} for the figures of the README.
 */
class SteadyTrafficIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final int REPETITIONS = Integer.getInteger("steady.repetitions", 1);
    /** Without the agent, for the figures of the pages: {@code -Dsteady.bare=true}. */
    static final boolean BARE = Boolean.getBoolean("steady.bare");

    /** The least that the evidence takes is two retransmissions, 0.6 s; on a busy machine some more. */
    private static final long WITHIN_MS = Long.getLong("steady.within", 3_000);

    /** The agent's next connect comes 10 s after the first one, the retransmission after that 12.6 s after the cut. */
    private static final long AGAIN_WITHIN_MS = 16_000;

    @TempDir
    Path directory;

    @Test
    void allFlowsAreCutWhileFiftyRecordsASecondFlow() throws Exception {
        cutAll(50, 100, 1);
    }

    @Test
    void allFlowsAreCutWhileFiveThousandRecordsASecondFlow() throws Exception {
        cutAll(5_000, 100, 2);
    }

    /** The one connect in ten seconds is used up then, and nothing else compares until the next one. */
    @Test
    @EnabledIfSystemProperty(named = "matrix.full", matches = "true", disabledReason = "half a minute: profile full")
    void allFlowsAreCutAgainThreeSecondsLater() throws Exception {
        List<Long> gaps = new ArrayList<>();
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            Site site = LAB.site(40 + repetition);
            try (RecordedProducer producer = steady(site, "again-" + repetition, "", 50, 28, 100)) {
                producer.awaitSaid("steady");
                // until enough was sent for its loss to be known
                Thread.sleep(6_000);
                site.middlebox().forgetAll();
                Thread.sleep(3_000);
                site.middlebox().forgetAll();
                producer.awaitEnd();
                System.out.println("all flows cut twice, 3 s apart: " + sums(producer) + "; "
                        + producer.events().of("stall_judged"));
                gaps.add(number(sums(producer), "gap_ms"));
                assertNothingLostNothingTwice(producer);
            }
        }
        gaps.sort(null);
        System.out.println("all flows cut twice, 3 s apart: longest gaps " + gaps + " ms");
        assertThat(gaps.get(gaps.size() / 2)).isLessThan(AGAIN_WITHIN_MS);
    }

    /** Silence proves less there: by the loss that was measured it takes one or two retransmissions more. */
    @Test
    void allFlowsAreCutOnANetworkThatLostPacketsBefore() throws Exception {
        Site site = LAB.site(8);
        try (RecordedProducer producer = steady(site, "lossy", "", 50, 20, 100)) {
            producer.awaitSaid("steady");
            site.middlebox().goDark();
            Thread.sleep(300);
            site.middlebox().comeBack();
            // one connect of the agent's own in ten seconds
            Thread.sleep(11_000);
            site.middlebox().forgetAll();
            producer.awaitEnd();
            System.out.println("all flows cut, packets were lost before: " + sums(producer) + "; "
                    + producer.events().of("stall_judged"));

            assertNothingLostNothingTwice(producer);
            assertThat(number(sums(producer), "gap_ms")).as(producer.told()).isLessThan(2 * WITHIN_MS + 1_000);
        }
    }

    static void assertNothingLostNothingTwice(RecordedProducer producer) {
        String sums = sums(producer);
        assertThat(number(sums, "failed")).as(producer.told()).isZero();
        assertThat(number(sums, "acknowledged")).as(sums).isEqualTo(number(sums, "sent"));
        assertThat(number(sums, "read")).as(sums).isEqualTo(number(sums, "sent"));
        assertThat(number(sums, "different")).as(sums).isEqualTo(number(sums, "sent"));
    }

    @Test
    void ofSeveralFlowsTheOneThatIsCutIsEndedAlone() throws Exception {
        Site site = LAB.site(4);
        try (RecordedProducer other = steady(site, "other", "", 50, 14, 100);
                RecordedProducer producer = steady(site, "one", "", 50, 12, 100)) {
            producer.awaitSaid("steady");
            // of fewer than 200 segments nothing is known of loss, and one retransmission more is needed
            Thread.sleep(6_000);
            int port = leaderPort(producer);
            site.middlebox().forget(port);
            producer.awaitEnd();
            other.awaitEnd();
            System.out.println("one flow cut: " + sums(producer) + "; the others: " + sums(other));

            assertThat(closed(producer))
                    .as(producer.told())
                    .singleElement()
                    .satisfies(record ->
                            assertThat(record.path("local_port").asInt()).isEqualTo(port));
            assertThat(closed(other)).isEmpty();
            assertThat(other.events().of("stall_judged")).as(other.told()).isEmpty();
            assertThat(number(sums(producer), "failed")).isZero();
            assertThat(number(sums(producer), "gap_ms")).isLessThan(WITHIN_MS);
            assertThat(number(sums(other), "gap_ms")).isLessThan(WITHIN_MS);
        }
    }

    /** For the figures of the pages. */
    @Test
    @EnabledIfSystemProperty(named = "steady.bare", matches = "true", disabledReason = "no -Dsteady.bare=true")
    void oneFlowIsCutWithoutTheAgent() throws Exception {
        Site site = LAB.site(39);
        try (RecordedProducer producer = steady(site, "bare-one", null, 50, 12, 100)) {
            producer.awaitSaid("steady");
            Thread.sleep(1_000);
            site.middlebox().forget(LeaderPort.of(site.producer()));
            producer.awaitEnd();
            System.out.println("one flow cut, no agent: " + sums(producer));
        }
    }

    /**
     * Its flow is lost and comes back, at once again, when nothing compares until the next connect, and is lost for
     * good: ending it the first time would have been wrong.
     */
    @Test
    void whereItOnlyObservesItSaysWhatItWouldHaveEndedAndWhatCameOfIt() throws Exception {
        Site site = LAB.site(5);
        try (RecordedProducer producer =
                steady(site, "observed", "mode=observe", 50, 30, 100, "request.timeout.ms=9000")) {
            producer.awaitSaid("steady");
            Thread.sleep(1_000);
            long beganNs = System.nanoTime();
            loseForAWhile(site, producer);
            loseForAWhile(site, producer);
            if (undetermined(producer, "stall_judged").isEmpty()) {
                // on a busy machine the next connect came too soon
                loseForAWhile(site, producer);
            }
            // one connect of the agent's own in ten seconds
            Thread.sleep(Math.max(0, 12_000 - (System.nanoTime() - beganNs) / 1_000_000));
            site.middlebox().forget(leaderPort(producer));
            producer.awaitEnd();

            assertThat(undetermined(producer, "stall_judged"))
                    .as(producer.told())
                    .isNotEmpty()
                    .allSatisfy(judged ->
                            assertThat(said(judged, "action", "arm")).containsExactly("action=left", "arm=observed"));
            assertThat(undetermined(producer, "stall_over"))
                    .as(producer.told())
                    .anySatisfy(over -> assertThat(said(over, "action", "outcome"))
                            .containsExactly("action=left", "outcome=acknowledged"));
            assertThat(producer.events().of("stall_judged"))
                    .filteredOn(judged -> !judged.path("verdict").asText().equals("undetermined"))
                    .as(producer.told())
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(judged -> assertThat(said(judged, "verdict", "action", "arm"))
                            .containsExactly("verdict=flow_blackholed", "action=would_end", "arm=observed"));
            List<JsonNode> overs = producer.events().of("stall_over");
            assertThat(said(overs.get(0), "action", "outcome"))
                    .containsExactly("action=would_end", "outcome=acknowledged");
            assertThat(overs.get(0).path("after_ms").asLong()).isPositive();
            assertThat(overs)
                    .as(producer.told())
                    .anySatisfy(over -> assertThat(said(over, "action", "outcome"))
                            .containsExactly("action=would_end", "outcome=closed"));
            assertThat(number(sums(producer), "gap_ms")).as("nothing was ended").isGreaterThan(7_900);
            assertThat(page())
                    .contains("connections in use that the agent would have ended")
                    .containsPattern("1 of \\d+, ");
        }
    }

    private static void loseForAWhile(Site site, RecordedProducer producer) {
        int judged = producer.events().of("stall_judged").size();
        int over = producer.events().of("stall_over").size();
        site.middlebox().loseFrom(leaderPort(producer));
        producer.await("stall_judged", judged + 1);
        site.middlebox().comeBack();
        producer.await("stall_over", over + 1);
    }

    private static List<JsonNode> undetermined(RecordedProducer producer, String event) {
        return producer.events().of(event).stream()
                .filter(record -> record.path("verdict").asText().equals("undetermined"))
                .toList();
    }

    private String page() throws Exception {
        Path page = directory.resolve("report.html");
        Tool.reading().run("report", directory + "/*.jsonl", "-o", page.toString());
        return Files.readString(page);
    }

    @Test
    void whereLargePacketsAreLostAConnectionIsNotEndedAgainAndAgain() throws Exception {
        Site site = LAB.site(6);
        site.middlebox().losesAbove(1_400, BrokerLab.ADDRESS);
        try (RecordedProducer producer = steady(
                site,
                "large",
                "user-timeout=8s",
                20,
                6,
                5_000,
                "delivery.timeout.ms=12000",
                "request.timeout.ms=10000",
                "linger.ms=0")) {
            producer.awaitEnd();
            System.out.println("large packets are lost: " + producer.events().of("stall_judged"));

            assertThat(producer.events().of("stall_judged")).as(producer.told()).anySatisfy(judged -> {
                assertThat(judged.path("verdict").asText()).isEqualTo("large_packets_lost");
                assertThat(judged.path("action").asText()).isEqualTo("left");
            });
            assertThat(producer.events().of("stall_judged"))
                    .filteredOn(judged -> judged.path("action").asText().equals("ended"))
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void aStoppedBrokerAtFullRateEndsNothing() throws Exception {
        Site site = LAB.site(7);
        try (RecordedProducer producer = steady(site, "stopped", "", 2_000, 24, 500)) {
            producer.awaitSaid("steady");
            Thread.sleep(1_000);
            try (Running.Pause standing = LAB.broker().running().paused()) {
                Thread.sleep(15_000);
            }
            producer.awaitEnd();

            assertThat(closed(producer)).as(producer.told()).isEmpty();
            assertThat(producer.events().of("stall_judged")).isEmpty();
            assertThat(number(sums(producer), "failed")).isZero();
        }
    }

    /**
     * With requests larger than the broker's receive buffer; without the agent's eye the kernel counts from its
     * closing.
     */
    @Test
    void aClosedWindowThatIsAcknowledgedOutlivesTheUserTimeout() throws Exception {
        Site site = LAB.site(9);
        try (RecordedProducer producer = steady(
                site,
                "window",
                "user-timeout=7s",
                20,
                24,
                900_000,
                "batch.size=1000000",
                "buffer.memory=200000000",
                "compression.type=none")) {
            producer.awaitSaid("steady");
            try (Running.Pause standing = LAB.broker().running().paused()) {
                Thread.sleep(15_000);
            }
            producer.awaitEnd();

            System.out.println("closed window: " + producer.events().of("stall_judged")
                    + producer.events().of("stall_over"));
            assertThat(producer.events().of("stall_judged")).as(producer.told()).anySatisfy(judged -> {
                assertThat(judged.path("verdict").asText()).isEqualTo("broker_not_reading");
                assertThat(judged.path("action").asText()).isEqualTo("left");
            });
            assertThat(closed(producer)).as(producer.told()).isEmpty();
            assertNothingLostNothingTwice(producer);
        }
    }

    static List<JsonNode> closed(RecordedProducer producer) {
        return producer.events().of("connection_closed").stream()
                .filter(record -> !record.path("reason").asText().equals("client"))
                .toList();
    }

    private static int leaderPort(RecordedProducer producer) {
        return producer.events().of("connection_opened").stream()
                .filter(record -> record.path("node_id").asText().equals("1"))
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .path("local_port")
                .asInt();
    }

    private void cutAll(int rate, int bytes, int number) throws Exception {
        List<Long> gaps = new ArrayList<>();
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            // what an earlier flow sent again in vain is loss in the eyes of a JVM that comes later
            Site site = LAB.site(10 * repetition + number);
            String options = BARE ? null : "";
            try (RecordedProducer producer =
                    steady(site, "rate-" + rate + "-" + repetition, options, rate, 14, bytes)) {
                producer.awaitSaid("steady");
                Thread.sleep(5_000);
                site.middlebox().forgetAll();
                producer.awaitEnd();
                String sums = sums(producer);
                if (BARE) {
                    System.out.println(rate + " records/s, all flows cut, no agent: " + sums);
                    continue;
                }
                System.out.println(rate + " records/s, all flows cut: " + sums + "; "
                        + producer.events().of("stall_judged")
                        + producer.events().of("stall_over"));
                gaps.add(number(sums, "gap_ms"));

                assertNothingLostNothingTwice(producer);
                assertThat(producer.events().of("stall_judged"))
                        .as(producer.told())
                        .anySatisfy(SteadyTrafficIT::isEnded);
                assertThat(producer.events().of("stall_over"))
                        .as(producer.told())
                        .anySatisfy(over -> assertRecoveredOnANewPort(over, producer));
            }
        }
        if (BARE) {
            return;
        }
        gaps.sort(null);
        System.out.println(rate + " records/s, all flows cut: longest gaps " + gaps + " ms");
        assertThat(gaps.get(gaps.size() / 2)).isLessThan(WITHIN_MS);
    }

    private static void assertRecoveredOnANewPort(JsonNode over, RecordedProducer producer) {
        assertThat(said(over, "action", "outcome", "arm"))
                .containsExactly("action=ended", "outcome=recovered", "arm=enforced");
        assertThat(over.path("recovered_ms").asLong(-1)).isNotNegative();
        assertThat(over.path("new_local_port").asInt())
                .isNotEqualTo(over.path("local_port").asInt());
        assertThat(producer.events().of("connection_opened"))
                .extracting(opened -> opened.path("local_port").asInt())
                .contains(over.path("new_local_port").asInt());
    }

    private static void isEnded(JsonNode judged) {
        assertThat(judged.path("verdict").asText()).isEqualTo("flow_blackholed");
        assertThat(judged.path("action").asText()).isEqualTo("ended");
    }

    static String sums(RecordedProducer producer) {
        return producer.said().stream()
                .filter(line -> line.startsWith("sent="))
                .findFirst()
                .orElseThrow(() -> new AssertionError(producer.told()));
    }

    static long number(String sums, String name) {
        return Long.parseLong(sums.replaceAll(".*" + name + "=(\\d+).*", "$1"));
    }

    private RecordedProducer steady(
            Site site, String name, String options, int rate, int seconds, int bytes, String... properties) {
        return steady(directory, LAB.broker(), site, name, options, rate, seconds, bytes, properties);
    }

    static RecordedProducer steady(
            Path directory,
            Broker broker,
            Site site,
            String name,
            String options,
            int rate,
            int seconds,
            int bytes,
            String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                String.valueOf(rate),
                String.valueOf(seconds),
                String.valueOf(bytes),
                "client.id=" + name,
                "max.block.ms=60000"));
        arguments.addAll(List.of(properties));
        return RecordedProducer.startPlain(
                SteadyProducer.class,
                site.producer(),
                directory,
                name,
                options,
                broker.bootstrapServers(),
                "INFO",
                arguments);
    }
}
