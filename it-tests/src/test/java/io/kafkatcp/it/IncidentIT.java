package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.SampleRun;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.path.Site;
import io.kafkatcp.sample.ProbeResult;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The service is stalling now and cannot be restarted: what attaching does for it, and for what comes later. */
class IncidentIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final long USER_TIMEOUT_MS = 5_000;
    private static final long REQUEST_TIMEOUT_MS = 30_000;

    /** Of the proof about two; on a busy machine some more. */
    private static final long WITHIN_MS = Long.getLong("incident.within", 3_000);

    @TempDir
    Path directory;

    @Test
    void aStalledProducerIsCutLooseAndItsLaterIdleGapsPassWithoutAStall() throws Exception {
        Site site = LAB.site(1);
        site.middlebox().forgetAfter(6);
        Tool tool = Tool.on(site.producer());
        EventsFile events = new EventsFile(directory.resolve("events.jsonl"));
        SampleRun producer = SampleRun.start(
                site.producer(), LAB.broker(), null, "--topic", "incident", "--idle", "9s", "--rounds", "3");
        producer.await("probe to partition 0 sent");
        Thread.sleep(1_000);

        tool.run(
                        "attach",
                        producer.pid(),
                        "user-timeout=5s,keepalive.idle=2s,keepalive.interval=1s," + events.argument())
                .assertDone();
        long attachedNs = System.nanoTime();

        ProbeResult stalled = ProbeResult.parse(producer.await("probe to partition 0 acknowledged"))
                .orElseThrow();
        long sinceAttachMs = (System.nanoTime() - attachedNs) / 1_000_000;
        // the kernel looks at its new user timeout when its retransmission timer fires next, which at this age is
        // within as much again
        assertThat(sinceAttachMs)
                .as("%s", stalled)
                .isLessThan(2 * USER_TIMEOUT_MS)
                .isLessThan(REQUEST_TIMEOUT_MS);
        assertThat(stalled.elapsedMs()).as("it did stall before").isGreaterThan(1_000);

        for (int partition = 1; partition <= 2; partition++) {
            ProbeResult later = ProbeResult.parse(producer.await("probe to partition " + partition + " acknowledged"))
                    .orElseThrow();
            assertThat(later.elapsedMs()).isLessThan(1_000);
        }
        assertThat(producer.running.await(Duration.ofSeconds(30))).hasValue(0);
        producer.end();
        assertThat(events.all())
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record.path("arm").asText()).isEqualTo("enforced"));
    }

    /**
     * By comparison with the bootstrap connection, which is as dead; the kernel itself would wait until its timer
     * fires.
     */
    @Test
    void aSendThatHasBeenStuckForSecondsIsAnsweredWithinTwoSecondsOfTheAttach() throws Exception {
        Site site = LAB.site(2);
        site.middlebox().forgetAfter(6);
        EventsFile events = new EventsFile(directory.resolve("stuck.jsonl"));
        SampleRun producer = SampleRun.start(
                site.producer(), LAB.broker(), null, "--topic", "stuck", "--idle", "9s", "--rounds", "1");
        producer.await("probe to partition 0 sent");
        Thread.sleep(4_000);

        Tool.on(site.producer())
                .run("attach", producer.pid(), events.argument())
                .assertDone();
        long attachedNs = System.nanoTime();
        ProbeResult stalled = ProbeResult.parse(producer.await("probe to partition 0 acknowledged"))
                .orElseThrow();
        long sinceAttachMs = (System.nanoTime() - attachedNs) / 1_000_000;
        System.out.println("stuck for 4 s: answered " + sinceAttachMs + " ms after attach, " + stalled);
        producer.end();

        assertThat(events.of("stall_judged"))
                .as(events.all() + "\n" + producer.logged())
                .anySatisfy(
                        judged -> assertThat(judged.path("verdict").asText()).isEqualTo("flow_blackholed"));
        assertThat(sinceAttachMs).isLessThan(WITHIN_MS);
    }
}
