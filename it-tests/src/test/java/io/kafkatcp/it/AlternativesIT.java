package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.SteadyProducer;
import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.Lines;
import io.kafkatcp.it.support.Remedy;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Subnet;
import io.kafkatcp.lab.path.Site;
import io.kafkatcp.sample.ProbeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The table of agent/docs/alternatives.md: what each other way does against each fault, at the values that people use.
 * Profile full, 12 minutes, most of them spent idle; it prints the rows.
 */
@EnabledIfSystemProperty(named = "matrix.full", matches = "true", disabledReason = "12 minutes: profile full")
class AlternativesIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    /** As an Azure Load Balancer does. */
    private static final int FORGETS_S = 240;

    private static final int IDLE_S = 300;
    /** Kafka's request.timeout.ms: what a dead connection costs by default. */
    private static final long REQUEST_TIMEOUT_MS = 30_000;

    private static int site;

    private interface Measured {
        Long in(Remedy remedy, Host producer, Site site) throws Exception;
    }

    @Test
    void theMiddleboxForgetsAnIdleFlow() throws Exception {
        Map<String, Long> waitedMs = eachBehindAMiddlebox("idle stall", (remedy, producer, site) -> {
            site.middlebox().forgetAfter(FORGETS_S);
            try (Lines app = sample(remedy, producer, IDLE_S)) {
                return waited(app, IDLE_S);
            }
        });

        assertThat(waitedMs.get("nothing")).isGreaterThanOrEqualTo(REQUEST_TIMEOUT_MS);
        waitedMs.remove("nothing");
        assertThat(waitedMs.values()).allSatisfy(ms -> assertThat(ms).isLessThan(REQUEST_TIMEOUT_MS / 6));
    }

    @Test
    void theMiddleboxLosesAllFlowsBeforeTheRecord() throws Exception {
        int idleS = 60;
        Map<String, Long> waitedMs = eachBehindAMiddlebox("failover, idle", (remedy, producer, site) -> {
            try (Lines app = sample(remedy, producer, idleS)) {
                app.await(PATIENCE, "now idle for");
                Thread.sleep(idleS * 1_000L - 1_500);
                site.middlebox().forgetAll();
                return waited(app, idleS);
            }
        });

        assertThat(waitedMs.get("nothing")).isGreaterThanOrEqualTo(REQUEST_TIMEOUT_MS);
        assertThat(waitedMs.get("this agent")).isLessThan(REQUEST_TIMEOUT_MS / 2);
    }

    @Test
    void theMiddleboxLosesAllFlowsWhileRecordsFlow() throws Exception {
        Map<String, Long> gapMs = eachBehindAMiddlebox("cut in traffic", (remedy, producer, site) -> {
            List<String> command = remedy.java();
            command.addAll(List.of(
                    "-cp",
                    Built.appClassPath(),
                    SteadyProducer.class.getName(),
                    LAB.broker().bootstrapServers(),
                    "50",
                    "90",
                    "100",
                    "max.block.ms=60000"));
            command.addAll(remedy.properties());
            try (Lines app = Lines.of(producer, command, remedy.environment())) {
                app.await(PATIENCE, "steady");
                Thread.sleep(5_000);
                site.middlebox().forgetAll();
                return SteadyTrafficIT.number(app.await(PATIENCE, "sent="), "gap_ms");
            }
        });

        assertThat(gapMs.get("nothing")).isGreaterThanOrEqualTo(REQUEST_TIMEOUT_MS - 1_000);
        assertThat(gapMs.get("this agent")).isLessThan(gapMs.get("nothing"));
    }

    /** Nothing on the producer's host cures it; who says what to look at? */
    @Test
    void theBrokerHasAStaleArpEntry() throws Exception {
        Subnet subnet = Subnet.in(LAB.lab(), "10.7.0");
        subnet.host(LAB.host().name(), 1);
        Map<String, Host> producers = new LinkedHashMap<>();
        for (Remedy remedy : Remedy.all()) {
            Host producer = subnet.host("arp" + producers.size(), producers.size() + 2);
            producer.route(BrokerLab.ADDRESS + "/32", subnet.address(LAB.host()));
            subnet.staleArp(LAB.host(), subnet.address(producer));
            producers.put(remedy.name(), producer);
        }
        Map<String, Long> toldMs = each("stale ARP: a line with both addresses", remedy -> {
            Host producer = producers.get(remedy.name());
            remedy.prepare(producer);
            try (Lines app = sample(remedy, producer, 1)) {
                Thread.sleep(45_000);
                assertThat(app.after("round .* acknowledged.*"))
                        .as("no way cures it")
                        .isEmpty();
                return app.after(".*" + subnet.address(producer) + ".*")
                        .map(Duration::toMillis)
                        .orElse(-1L);
            }
        });

        assertThat(toldMs.remove("this agent")).isPositive();
        assertThat(toldMs.values()).containsOnly(-1L);
    }

    private static Map<String, Long> eachBehindAMiddlebox(String fault, Measured measured) throws Exception {
        Map<String, Site> sites = new LinkedHashMap<>();
        for (Remedy remedy : Remedy.all()) {
            sites.put(remedy.name(), LAB.site(++site));
        }
        return each(fault, remedy -> {
            Site own = sites.get(remedy.name());
            remedy.prepare(own.producer());
            return measured.in(remedy, own.producer(), own);
        });
    }

    private interface One {
        Long measure(Remedy remedy) throws Exception;
    }

    /** All at once: they wait most of the time. */
    private static Map<String, Long> each(String fault, One one) throws Exception {
        List<Remedy> remedies = Remedy.all();
        ExecutorService threads = Executors.newFixedThreadPool(remedies.size());
        try {
            Map<String, Future<Long>> running = new LinkedHashMap<>();
            for (Remedy remedy : remedies) {
                running.put(remedy.name(), threads.submit(() -> one.measure(remedy)));
            }
            Map<String, Long> measuredMs = new LinkedHashMap<>();
            for (Map.Entry<String, Future<Long>> entry : running.entrySet()) {
                measuredMs.put(entry.getKey(), entry.getValue().get());
            }
            System.out.println(fault + " ms: " + measuredMs);
            return measuredMs;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Lines sample(Remedy remedy, Host producer, int idleS) {
        List<String> command = new ArrayList<>(remedy.java());
        command.addAll(List.of(
                "-jar",
                Built.SAMPLE_APP.toString(),
                "--bootstrap-servers",
                LAB.broker().bootstrapServers(),
                "--topic",
                "alternatives",
                "--idle",
                idleS + "s",
                "--burst",
                "10",
                "--rounds",
                "1"));
        for (String property : remedy.properties()) {
            command.addAll(List.of("--property", property));
        }
        return Lines.of(producer, command, remedy.environment());
    }

    private static long waited(Lines app, int idleS) throws InterruptedException {
        return ProbeResult.parse(app.await(PATIENCE.plusSeconds(idleS), ", probe to partition"))
                .orElseThrow()
                .elapsedMs();
    }
}
