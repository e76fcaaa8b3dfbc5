package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.NeedsLab;
import io.kafkatcp.lab.Broker;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.Running;
import io.kafkatcp.lab.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first send after idle and the batch that expires, told by real causes: a forgotten flow, a broker that is stopped, or gone. */
class FirstSendIT {

    private static final String ADDRESS = "10.99.0.1";
    private static final String IDLE = "6s";
    private static Lab lab;
    private static Broker broker;
    private static Host brokerHost;

    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> err = new LinkedBlockingQueue<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void startBroker() {
        lab = NeedsLab.open();
        brokerHost = lab.host("broker");
        brokerHost.address("lo", ADDRESS + "/32");
        broker = Broker.start(brokerHost, ADDRESS, 9092).awaitReady(Duration.ofSeconds(60));
    }

    @AfterAll
    static void closeLab() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void aFlowThatTheMiddleboxForgotIsToldAsBlackholedLongBeforeAnyTimeout() throws Exception {
        Site site = Site.behindMiddlebox(lab, 1, brokerHost, ADDRESS);
        Running producer = start(site, "mode=observe", "--property", "request.timeout.ms=6000");
        await(out, "idle");
        site.middlebox().forgetAll();

        String warning = await(err, "First send to node 1");
        assertThat(warning).contains("(10.99.0.1:9092) after ").contains("no ACK. Something between here and the broker forgot this connection.");
        assertThat(await(out, "acknowledged")).isNotEmpty();

        assertThat(events("post_idle_stalled")).first().asString()
                .contains("\"client_type\":\"producer\"").contains("\"request\":\"PRODUCE\"").contains("\"verdict\":\"flow_blackholed\"")
                .contains("\"peer_ip\":\"10.99.0.1\"").contains("\"local_ip\":\"10.0.1.1\"");
        // told at the threshold of one second, and not when Kafka's six were over
        assertThat(number(events("post_idle_stalled").get(0), "waiting_ms")).isBetween(1_000L, 1_500L);
        assertThat(events("post_idle_send")).anySatisfy(line -> assertThat(line)
                .contains("\"outcome\":\"closed\"").contains("\"verdict\":\"flow_blackholed\"").contains("\"timeline\":[["));
        end(producer);
    }

    @Test
    void aBrokerWhoseKernelAcknowledgesAndThatDoesNotAnswerIsSilent() throws Exception {
        Site site = Site.behindMiddlebox(lab, 2, brokerHost, ADDRESS);
        Running producer = start(site, "");
        await(out, "idle");
        broker.running().pause();
        try {
            assertThat(await(err, "First send to node 1")).contains("its kernel acknowledged the data");
            Thread.sleep(1_500);
        } finally {
            broker.running().resume();
        }
        await(out, "acknowledged");

        assertThat(events("post_idle_stalled")).singleElement().asString().contains("\"verdict\":\"broker_silent\"").contains("\"retransmits\":0");
        await(err, "answered after");
        assertThat(events("post_idle_send")).filteredOn(line -> line.contains("PRODUCE")).singleElement().asString()
                .contains("\"outcome\":\"answered\"").contains("\"verdict\":\"broker_silent\"");
        end(producer);
    }

    @Test
    void aFirstSendThatIsAnsweredAtOnceIsRecordedAndNotWarnedOf() throws Exception {
        Site site = Site.behindMiddlebox(lab, 3, brokerHost, ADDRESS);
        Running producer = start(site, "");
        await(out, "acknowledged");
        end(producer);

        assertThat(events("post_idle_send")).filteredOn(line -> line.contains("PRODUCE")).singleElement().asString()
                .contains("\"outcome\":\"answered\"").contains("\"retransmits\":0").doesNotContain("verdict");
        assertThat(number(events("post_idle_send").get(0), "idle_ms")).isGreaterThanOrEqualTo(4_000);
        assertThat(events("post_idle_stalled")).isEmpty();
        assertThat(err).noneMatch(line -> line.contains("First send"));
    }

    @Test
    void aConnectionThatIsResetAtItsFirstSendLeavesTheCauseUndetermined() throws Exception {
        Site site = Site.behindMiddlebox(lab, 6, brokerHost, ADDRESS);
        Running producer = start(site, "", "--property", "delivery.timeout.ms=6000", "--property", "request.timeout.ms=5000");
        await(out, "idle");
        site.middlebox().resetTo(9092);

        assertThat(await(err, "was closed after")).contains("before anything could be seen of the cause: a reset");
        end(producer);

        assertThat(events("post_idle_send")).filteredOn(line -> line.contains("PRODUCE")).singleElement().asString()
                .contains("\"outcome\":\"closed\"").contains("\"verdict\":\"undetermined\"");
        assertThat(events("connection_closed")).anySatisfy(line -> assertThat(line).contains("\"reason\":\"lost\"").contains("\"error\":\"Connection reset"));
    }

    @Test
    void aBatchThatExpiresBehindADeadLeaderAndADeadMetadataConnectionNamesBoth() throws Exception {
        Site site = Site.behindMiddlebox(lab, 7, brokerHost, ADDRESS);
        Running producer = start(site, "mode=observe", "--property", "delivery.timeout.ms=7000", "--property", "request.timeout.ms=4000", "--property",
                "linger.ms=0");
        await(out, "idle");
        site.middlebox().forgetAll();
        end(producer);

        assertThat(events("batch_expired")).singleElement().asString().contains("\"verdict\":\"flow_blackholed\"")
                .containsPattern("the first send to node 1 \\(10.99.0.1:9092\\) after \\d+ s idle was closed.*; then the first send to node -1 ");
    }

    @Test
    void aBatchThatExpiresBecauseOfAForgottenFlowSaysSo() throws Exception {
        Site site = Site.behindMiddlebox(lab, 4, brokerHost, ADDRESS);
        Running producer = start(site, "mode=observe", expiringAfterSixSeconds());
        await(out, "idle");
        site.middlebox().forgetAll();

        assertThat(await(err, "expired after")).contains("1 record(s) for first-").contains("the first send to node 1 (10.99.0.1:9092) after");
        end(producer);

        assertThat(events("batch_expired")).singleElement().asString()
                .contains("\"topic\":\"first\"").contains("\"records\":1").contains("\"verdict\":\"flow_blackholed\"")
                .contains("the first send to node 1 (10.99.0.1:9092) after 6 s idle").contains("no ACK");
        assertThat(number(events("batch_expired").get(0), "age_ms")).isGreaterThanOrEqualTo(6_000);
    }

    @Test
    void aBatchThatExpiresBecauseItsBrokerIsGoneSaysSo() throws Exception {
        Site site = Site.behindMiddlebox(lab, 5, brokerHost, ADDRESS);
        Broker doomed = Broker.start(brokerHost, ADDRESS, 9192).awaitReady(Duration.ofSeconds(60));
        // from 4.0 on a client that reaches no broker forgets its metadata, unless told otherwise, and then makes no batch at all
        Running producer = start(site, doomed, "", expiringAfterSixSeconds("--property", "metadata.recovery.strategy=none"));
        await(out, "idle");
        doomed.close();

        assertThat(await(err, "expired after")).contains("Connection refused");
        end(producer);

        assertThat(events("batch_expired")).singleElement().asString()
                .contains("\"in_flight\":false").contains("\"verdict\":\"connect_refused\"");
    }

    private static String[] expiringAfterSixSeconds(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--property", "delivery.timeout.ms=6000", "--property", "request.timeout.ms=5000",
                "--property", "linger.ms=0"));
        arguments.addAll(List.of(more));
        return arguments.toArray(new String[0]);
    }

    private Running start(Site site, String agentArguments, String... appArguments) {
        return start(site, broker, agentArguments, appArguments);
    }

    private Running start(Site site, Broker to, String agentArguments, String... appArguments) {
        String arguments = "idle-threshold=4s,events.file=" + file() + (agentArguments.isEmpty() ? "" : "," + agentArguments);
        List<String> command = new ArrayList<>(List.of(Jdks.running().resolve("bin/java").toString(), "-Xmx128m",
                "-javaagent:" + Built.AGENT + "=" + arguments, "-jar", Built.SAMPLE_APP.toString(),
                "--bootstrap-servers", to.bootstrapServers(), "--topic", "first", "--idle", IDLE, "--rounds", "1"));
        command.addAll(List.of(appArguments));
        return site.producer().start(command, Map.of(), out::add, err::add);
    }

    private void end(Running producer) throws InterruptedException {
        producer.await(Duration.ofSeconds(60));
        assertThat(err).noneMatch(line -> line.contains("internal error"));
    }

    /** Lines that came before the one that is waited for are passed over. */
    private String await(BlockingQueue<String> lines, String text) throws InterruptedException {
        for (String line = lines.poll(60, TimeUnit.SECONDS); line != null; line = lines.poll(60, TimeUnit.SECONDS)) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("no line with '" + text + "' within 60 s");
    }

    private List<String> events(String event) throws Exception {
        // reads them against the schema
        new EventsFile(file()).all();
        return Files.readAllLines(file()).stream().filter(line -> line.contains("\"event\":\"" + event + "\"")).toList();
    }

    private Path file() {
        return directory.resolve("events.json");
    }

    private static long number(String line, String field) {
        return Long.parseLong(line.replaceAll(".*\"" + field + "\":(\\d+).*", "$1"));
    }
}
