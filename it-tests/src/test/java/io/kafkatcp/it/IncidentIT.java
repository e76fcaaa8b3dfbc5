package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.NeedsLab;
import io.kafkatcp.it.support.SampleRun;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.Broker;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.Running;
import io.kafkatcp.lab.Site;
import io.kafkatcp.sample.ProbeResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is stalling now and cannot be restarted: what attaching does for it, and for what comes later. */
class IncidentIT {

    private static final String ADDRESS = "10.99.0.1";
    private static final long USER_TIMEOUT_MS = 5_000;
    private static final long REQUEST_TIMEOUT_MS = 30_000;

    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final List<String> err = new java.util.concurrent.CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    @Test
    void aStalledProducerIsCutLooseAndItsLaterIdleGapsPassWithoutAStall() throws Exception {
        try (Lab lab = NeedsLab.open()) {
            Host brokerHost = lab.host("broker");
            brokerHost.address("lo", ADDRESS + "/32");
            Broker broker = Broker.start(brokerHost, ADDRESS, 9092).awaitReady(Duration.ofSeconds(60));
            Site site = Site.behindMiddlebox(lab, 1, brokerHost, ADDRESS);
            site.middlebox().forgetAfter(6);
            Tool tool = Tool.on(site.producer());
            EventsFile events = new EventsFile(directory.resolve("events.jsonl"));
            Running producer = site.producer().start(List.of(Jdks.running().resolve("bin/java").toString(), "-Xmx128m", "-jar",
                    Built.SAMPLE_APP.toString(), "--bootstrap-servers", broker.bootstrapServers(), "--topic", "incident", "--idle", "9s",
                    "--rounds", "3"), Map.of(), out::add, err::add);
            await("probe to partition 0 sent");
            Thread.sleep(1_000);

            tool.run("attach", SampleRun.pidInside(producer), "user-timeout=5s,keepalive.idle=2s,keepalive.interval=1s," + events.argument()).assertDone();
            long attachedNs = System.nanoTime();

            ProbeResult stalled = ProbeResult.parse(await("probe to partition 0 acknowledged")).orElseThrow();
            long sinceAttachMs = (System.nanoTime() - attachedNs) / 1_000_000;
            // the kernel looks at its new user timeout when its retransmission timer fires next, which at this age is within as much again
            assertThat(sinceAttachMs).as("%s", stalled).isLessThan(2 * USER_TIMEOUT_MS).isLessThan(REQUEST_TIMEOUT_MS);
            assertThat(stalled.elapsedMs()).as("it did stall before").isGreaterThan(1_000);

            for (int partition = 1; partition <= 2; partition++) {
                ProbeResult later = ProbeResult.parse(await("probe to partition " + partition + " acknowledged")).orElseThrow();
                assertThat(later.elapsedMs()).isLessThan(1_000);
            }
            assertThat(producer.await(Duration.ofSeconds(30))).hasValue(0);
            assertThat(err).noneMatch(line -> line.contains("internal error"));
            assertThat(events.all()).isNotEmpty().allSatisfy(record -> assertThat(record.path("arm").asText()).isEqualTo("enforced"));
        }
    }

    private String await(String text) throws InterruptedException {
        for (String line = out.poll(90, TimeUnit.SECONDS); line != null; line = out.poll(90, TimeUnit.SECONDS)) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("no line with '" + text + "'\n" + String.join("\n", err));
    }
}
