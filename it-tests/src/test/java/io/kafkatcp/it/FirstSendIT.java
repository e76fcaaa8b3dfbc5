package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.SampleRun;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.path.Site;
import io.kafkatcp.lab.process.Running;
import io.kafkatcp.sample.ProbeResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first send after idle and the batch that expires, told by real causes: a forgotten flow, a broker that is
 * stopped, or gone.
 */
class FirstSendIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final String IDLE = "6s";

    private static final int REPETITIONS = Integer.getInteger("first.repetitions", 1);
    /** Of the proof about 1.2; on a busy machine some more. */
    private static final long WITHIN_MS = Long.getLong("first.within", 3_000);

    @TempDir
    Path directory;

    @Test
    void aFlowThatTheMiddleboxForgotIsToldAsBlackholedLongBeforeAnyTimeout() throws Exception {
        Site site = LAB.site(1);
        SampleRun producer = start(site, "mode=observe", "--property", "request.timeout.ms=6000");
        producer.awaitIdle();
        site.middlebox().forgetAll();

        String warning = producer.awaitLogged("First send to node 1");
        assertThat(warning)
                .contains("(10.99.0.1:9092) after ")
                .contains("no ACK. Something between here and the broker forgot this connection");
        assertThat(producer.await("acknowledged")).isNotEmpty();

        assertThat(events("post_idle_stalled"))
                .first()
                .asString()
                .contains("\"client_type\":\"producer\"")
                .contains("\"request\":\"PRODUCE\"")
                .contains("\"verdict\":\"flow_blackholed\"")
                .contains("\"peer_ip\":\"10.99.0.1\"")
                .contains("\"local_ip\":\"10.0.1.1\"");
        // told at the threshold of one second, and not when Kafka's six were over
        assertThat(number(events("post_idle_stalled").get(0), "waiting_ms")).isBetween(1_000L, 3_500L);
        assertThat(events("post_idle_send"))
                .anySatisfy(line -> assertThat(line)
                        .contains("\"outcome\":\"closed\"")
                        .contains("\"verdict\":\"flow_blackholed\"")
                        .contains("\"timeline\":[["));
        producer.end();
    }

    @Test
    void aBrokerWhoseKernelAcknowledgesAndThatDoesNotAnswerIsSilent() throws Exception {
        Site site = LAB.site(2);
        SampleRun producer = start(site, "");
        producer.awaitIdle();
        try (Running.Pause standing = LAB.broker().running().paused()) {
            assertThat(producer.awaitLogged("First send to node 1"))
                    .contains("the data was acknowledged, by the broker's kernel or by a proxy");
            Thread.sleep(1_500);
        }
        producer.await("acknowledged");

        assertThat(events("post_idle_stalled"))
                .singleElement()
                .asString()
                .contains("\"verdict\":\"broker_silent\"")
                .contains("\"retransmits\":0");
        producer.awaitLogged("answered after");
        assertThat(events("post_idle_send"))
                .filteredOn(line -> line.contains("PRODUCE"))
                .singleElement()
                .asString()
                .contains("\"outcome\":\"answered\"")
                .contains("\"verdict\":\"broker_silent\"");
        producer.end();
    }

    @Test
    void aFirstSendThatIsAnsweredAtOnceIsRecordedAndNotWarnedOf() throws Exception {
        Site site = LAB.site(3);
        SampleRun producer = start(site, "");
        producer.await("acknowledged");
        producer.end();

        assertThat(events("post_idle_send"))
                .filteredOn(line -> line.contains("PRODUCE"))
                .singleElement()
                .asString()
                .contains("\"outcome\":\"answered\"")
                .contains("\"retransmits\":0")
                .doesNotContain("verdict");
        assertThat(number(events("post_idle_send").get(0), "idle_ms")).isGreaterThanOrEqualTo(4_000);
        assertThat(events("post_idle_stalled")).isEmpty();
        assertThat(producer.logged()).noneMatch(line -> line.contains("First send"));
    }

    /** Nothing ever answers those, so that the kernel's acknowledgement is the end; again after each rest. */
    @Test
    void aFirstSendWithoutAcksIsOverWhenTheKernelHasItsAcknowledgement() throws Exception {
        Site site = LAB.site(8);
        SampleRun producer = SampleRun.start(
                site.producer(),
                LAB.broker(),
                "idle-threshold=4s,events.file=" + file(),
                "--topic",
                "first",
                "--idle",
                IDLE,
                "--rounds",
                "3",
                "--property",
                "acks=0",
                "--property",
                "enable.idempotence=false");
        producer.end();

        assertThat(events("post_idle_send"))
                .filteredOn(line -> line.contains("PRODUCE"))
                .hasSize(3)
                .allSatisfy(
                        line -> assertThat(line).contains("\"retransmits\":0").doesNotContain("verdict"))
                // the producer may close right behind its last record
                .filteredOn(line -> line.contains("\"outcome\":\"acknowledged\""))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(events("post_idle_stalled")).isEmpty();
        assertThat(producer.logged()).noneMatch(line -> line.contains("First send"));
    }

    /** A failover or a live migration: the 3 s user timeout of a first send must not end a living connection. */
    @Test
    void aFirstSendIntoAWayThatIsDarkForFiveSecondsIsAnsweredOnItsOwnConnection() throws Exception {
        Site site = LAB.site(9);
        SampleRun producer = start(site, "");
        producer.awaitIdle();
        site.middlebox().goDark();
        producer.await("probe to partition 0 sent");
        Thread.sleep(5_500);
        site.middlebox().comeBack();
        producer.await("acknowledged");
        producer.end();

        assertThat(events("post_idle_send"))
                .filteredOn(line -> line.contains("PRODUCE"))
                .singleElement()
                .asString()
                .contains("\"outcome\":\"answered\"");
        assertThat(events("stall_judged"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .contains("\"verdict\":\"peer_unreachable\"")
                        .contains("\"action\":\"left\""));
        assertThat(Files.readString(file())).doesNotContain("flow_blackholed");
    }

    @Test
    void aConnectionThatIsResetAtItsFirstSendWasForgottenBySomethingThatSaysSo() throws Exception {
        Site site = LAB.site(6);
        SampleRun producer =
                start(site, "", "--property", "delivery.timeout.ms=6000", "--property", "request.timeout.ms=5000");
        producer.awaitIdle();
        site.middlebox().resetTo(9092);

        assertThat(producer.awaitLogged("was closed after")).contains("by a reset: something on the way");
        producer.end();

        assertThat(events("post_idle_send"))
                .filteredOn(line -> line.contains("PRODUCE"))
                .singleElement()
                .asString()
                .contains("\"outcome\":\"closed\"")
                .contains("\"verdict\":\"flow_reset\"");
        assertThat(events("connection_closed"))
                .anySatisfy(line ->
                        assertThat(line).contains("\"reason\":\"lost\"").contains("\"error\":\"Connection reset"));
    }

    @Test
    void aBatchThatExpiresBehindADeadLeaderAndADeadMetadataConnectionNamesBoth() throws Exception {
        Site site = LAB.site(7);
        SampleRun producer = start(
                site,
                "mode=observe",
                "--property",
                "delivery.timeout.ms=7000",
                "--property",
                "request.timeout.ms=4000",
                // else a late question of the client's telemetry may have found the second connection dead before
                "--property",
                "enable.metrics.push=false",
                "--property",
                "linger.ms=0");
        producer.awaitIdle();
        site.middlebox().forgetAll();
        producer.end();

        assertThat(events("batch_expired"))
                .singleElement()
                .asString()
                .contains("\"verdict\":\"flow_blackholed\"")
                .containsPattern("the first send to node 1 \\(10.99.0.1:9092\\) after \\d+ s idle was closed.*; then "
                        + ".*node -1 ");
    }

    @Test
    void aBatchThatExpiresBecauseOfAForgottenFlowSaysSo() throws Exception {
        Site site = LAB.site(4);
        SampleRun producer = start(site, "mode=observe", expiringAfterSixSeconds());
        producer.awaitIdle();
        site.middlebox().forgetAll();

        assertThat(producer.awaitLogged("expired after"))
                .contains("1 record(s) for first-")
                .contains("the first send to node 1 (10.99.0.1:9092) after");
        producer.end();

        assertThat(events("batch_expired"))
                .singleElement()
                .asString()
                .contains("\"topic\":\"first\"")
                .contains("\"records\":1")
                .contains("\"verdict\":\"flow_blackholed\"")
                .contains("the first send to node 1 (10.99.0.1:9092) after 6 s idle")
                .contains("no ACK");
        assertThat(number(events("batch_expired").get(0), "age_ms")).isGreaterThanOrEqualTo(6_000);
    }

    @Test
    void aBatchThatExpiresBecauseItsBrokerIsGoneSaysSo() throws Exception {
        Site site = LAB.site(5);
        Broker doomed = Broker.start(LAB.host(), BrokerLab.ADDRESS, 9192).awaitReady(Duration.ofSeconds(60));
        // from 4.0 on a client that reaches no broker forgets its metadata, unless told otherwise, and then makes no
        // batch at all
        SampleRun producer =
                start(site, doomed, "", expiringAfterSixSeconds("--property", "metadata.recovery.strategy=none"));
        producer.awaitIdle();
        doomed.close();

        assertThat(producer.awaitLogged("expired after")).contains("Connection refused");
        producer.end();

        assertThat(events("batch_expired"))
                .singleElement()
                .asString()
                .contains("\"in_flight\":false")
                .contains("\"verdict\":\"connect_refused\"");
    }

    /** {@code -Dfirst.repetitions=5} for the figures of the pages. */
    @Test
    void aFirstSendOnAFlowThatWasCutIsAcknowledgedOnANewOneInASecondOrTwo() throws Exception {
        List<Long> waits = new ArrayList<>();
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            Site site = LAB.site(20 + repetition);
            SampleRun producer = start(site, "");
            producer.awaitIdle();
            site.middlebox().forgetAll();
            waits.add(ProbeResult.parse(producer.await(" acknowledged in "))
                    .orElseThrow()
                    .elapsedMs());
            producer.end();
        }
        waits.sort(null);
        System.out.println("first send after rest, all flows cut, one broker: " + waits + " ms");
        assertThat(waits.get(waits.size() / 2)).isLessThan(WITHIN_MS);
        assertThat(events("stall_judged")).first().asString().contains("\"verdict\":\"flow_blackholed\"");
    }

    private static String[] expiringAfterSixSeconds(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--property",
                "delivery.timeout.ms=6000",
                "--property",
                "request.timeout.ms=5000",
                "--property",
                "linger.ms=0"));
        arguments.addAll(List.of(more));
        return arguments.toArray(new String[0]);
    }

    private SampleRun start(Site site, String agentArguments, String... appArguments) {
        return start(site, LAB.broker(), agentArguments, appArguments);
    }

    private SampleRun start(Site site, Broker to, String agentArguments, String... appArguments) {
        List<String> arguments = new ArrayList<>(List.of("--topic", "first", "--idle", IDLE, "--rounds", "1"));
        arguments.addAll(List.of(appArguments));
        return SampleRun.start(
                site.producer(),
                to,
                "idle-threshold=4s,events.file=" + file() + (agentArguments.isEmpty() ? "" : "," + agentArguments),
                arguments.toArray(new String[0]));
    }

    private List<String> events(String event) throws Exception {
        // reads them against the schema
        new EventsFile(file()).all();
        return Files.readAllLines(file()).stream()
                .filter(line -> line.contains("\"event\":\"" + event + "\""))
                .toList();
    }

    private Path file() {
        return directory.resolve("events.json");
    }

    private static long number(String line, String field) {
        return Long.parseLong(line.replaceAll(".*\"" + field + "\":(\\d+).*", "$1"));
    }
}
