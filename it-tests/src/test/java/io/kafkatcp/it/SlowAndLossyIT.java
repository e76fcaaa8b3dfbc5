package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.ManyConnections;
import io.kafkatcp.it.support.NarrowLines;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.broker.BrokerConfig;
import io.kafkatcp.lab.path.Site;
import io.kafkatcp.lab.path.SlowPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On networks that are slow or lose packets, on real kernels: in 200 tries each no connection is ended that lives. */
@EnabledIfSystemProperty(named = "matrix.full", matches = "true", disabledReason = "eight minutes: profile full")
class SlowAndLossyIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final int JVMS = 2;
    private static final int CONNECTIONS = 100;
    private static final int EVERY_MS = 200;
    private static final long PLAYED_MS = 30_000;
    /** By then 200 segments have been sent and sampled a while ago. */
    private static final long KNOWN_MS = 8_000;
    /** Of a living flow whose loss is known, by what the agent demands. */
    private static final double CHANCE = 1e-6;
    /** Of a count that is above its bound by bad luck. */
    private static final double BAD_LUCK = 1e-6;

    /** TCP_RTO_MIN, net/tcp.h. */
    private static final int LEAST_RTO_MS = 200;

    private static final int USER_TIMEOUT_MS = 20_000;

    private static final int REQUEST_BYTES = 10_000_000;
    private static final int AT_ONCE = 50;
    private static final int ROUNDS = Integer.getInteger("narrow.rounds", 4);

    private static Broker broker;
    private static int paths;

    @TempDir
    Path directory;

    @BeforeAll
    static void aBrokerThatTakesSoMuch() {
        BrokerConfig config = BrokerConfig.at(BrokerLab.ADDRESS, 9_192)
                // a full queue of SYNs ends in resets where packets are lost (inet_csk_reqsk_queue_drop)
                .with("socket.listen.backlog.size", "1000")
                .with("socket.receive.buffer.bytes", "-1")
                .with("message.max.bytes", "11000000")
                .with("log.segment.bytes", "20000000")
                .with("log.retention.bytes", "20000000")
                .with("log.retention.check.interval.ms", "1000")
                .with("log.segment.delete.delay.ms", "1000")
                .jvmOption("-Xmx2g");
        broker = Broker.start(LAB.host(), config).awaitReady(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource({"5, 20", "5, 100", "5, 800", "20, 20"})
    void whatIsLostByChanceEndsNoConnectionOnceItIsKnown(int lossPercent, int roundTripMs) throws Exception {
        List<ManyConnections> jvms = new ArrayList<>();
        List<SlowPath> on = new ArrayList<>();
        try {
            for (int i = 0; i < JVMS; i++) {
                SlowPath path =
                        SlowPath.to(LAB.lab(), ++paths, LAB.host(), BrokerLab.ADDRESS, roundTripMs, lossPercent);
                on.add(path);
                jvms.add(ManyConnections.start(
                        path.producer(),
                        directory,
                        "jvm-" + paths,
                        "",
                        broker.bootstrapServers(),
                        CONNECTIONS,
                        EVERY_MS,
                        100));
            }
            jvms.forEach(ManyConnections::awaitReady);
            Thread.sleep(PLAYED_MS);
            int late = 0;
            int timedOut = 0;
            long sent = 0;
            for (int i = 0; i < JVMS; i++) {
                long segments = on.get(i).producer().counter("Tcp", "OutSegs");
                long again = on.get(i).producer().counter("Tcp", "RetransSegs");
                Map<Boolean, ? extends List<?>> ended = jvms.get(i).endedWithin(KNOWN_MS);
                late += ended.get(false).size();
                timedOut += jvms.get(i).lost().size() - jvms.get(i).ended().size();
                sent += segments;
                System.out.println("loss of " + lossPercent + " % at " + roundTripMs + " ms: " + CONNECTIONS
                        + " tries, " + ended.get(false).size() + " ended once the loss is known, "
                        + ended.get(true).size() + " before, "
                        + jvms.get(i).closed().size() + " closed; "
                        + segments + " segments, " + again + " again; "
                        + jvms.get(i).told() + "; " + load());
            }
            assertThat(late).isLessThanOrEqualTo(mostByChance(sent * CHANCE));
            assertThat(timedOut)
                    .as("by the user timeout")
                    .isLessThanOrEqualTo(mostByChance(sent * silentForUserTimeout(lossPercent / 100.0, roundTripMs)));
        } finally {
            close(jvms);
        }
    }

    /** Forty seconds for each, behind a queue that is full of it. */
    @Test
    void aRequestOfTenMegabytesOverTwoMegabitsEndsNoConnection() throws Exception {
        List<ManyConnections> jvms = new ArrayList<>();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Site site = LAB.site(100 + round);
                NarrowLines.lay(site, 3 * AT_ONCE, 2);
                ManyConnections jvm = ManyConnections.start(
                        site.producer(),
                        directory,
                        "narrow-" + round,
                        "",
                        broker.bootstrapServers(),
                        AT_ONCE,
                        0,
                        REQUEST_BYTES,
                        "max.request.size=11000000",
                        "buffer.memory=12000000",
                        "request.timeout.ms=120000",
                        "delivery.timeout.ms=200000",
                        // Kafka's own 128 kB, or what the kernel thinks right: then the queue is the longer
                        "send.buffer.bytes=" + (round % 2 == 0 ? 131_072 : -1));
                jvms.add(jvm);
                jvm.awaitReady();
                long sinceNs = System.nanoTime();
                jvm.sendOnEach(Duration.ofSeconds(150));
                long tookMs = (System.nanoTime() - sinceNs) / 1_000_000;
                long again = site.producer().counter("Tcp", "RetransSegs");
                System.out.println("10 MB over 2 Mbit/s: " + AT_ONCE + " tries in " + tookMs + " ms, "
                        + jvm.ended().size() + " ended, " + jvm.closed().size() + " closed, " + jvm.told() + "; "
                        + again + " segments sent again; " + jvm.end() + "; " + load());

                assertThat(tookMs).as("the lines are narrow").isGreaterThan(40_000);
                assertThat(jvm.ended()).isEmpty();
                assertThat(jvm.closed()).isEmpty();
                jvm.close();
            }
        } finally {
            close(jvms);
        }
    }

    /** @return the chance that all is lost, or its acknowledgement, that the kernel sends of a segment until then */
    private static double silentForUserTimeout(double loss, int roundTripMs) {
        double failing = 1 - (1 - loss) * (1 - loss);
        double silent = failing;
        // each time after twice as long
        for (long rtoMs = roundTripMs + LEAST_RTO_MS, ms = rtoMs; ms < USER_TIMEOUT_MS; rtoMs *= 2, ms += rtoMs) {
            silent *= failing;
        }
        return silent;
    }

    /** @return of a count that is expected so (Poisson) */
    private static int mostByChance(double expected) {
        double term = Math.exp(-expected);
        double sum = term;
        int most = 0;
        while (1 - sum > BAD_LUCK) {
            most++;
            term *= expected / most;
            sum += term;
        }
        return most;
    }

    private static String load() throws Exception {
        return "load " + Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private static void close(List<ManyConnections> jvms) throws InterruptedException {
        for (ManyConnections jvm : jvms) {
            jvm.close();
        }
    }
}
