package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ManyConnections;
import io.kafkatcp.lab.path.Site;
import io.kafkatcp.lab.process.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to networks that are well, on real kernels: no connection is ended that would have lived. With the
 * profile full in 200 tries each: two JVMs of fifty connections, twice.
 */
class LivingConnectionsIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final int CONNECTIONS = 50;
    private static final int JVMS = Built.isFull() ? 2 : 1;
    private static final int SPELLS = Built.isFull() ? 2 : 1;
    /** The first spell comes before anything is known of loss, and in the second JVM after. */
    private static final long EARLY_MS = 1_000;

    private static final long KNOWN_MS = 9_000;
    /** A retransmission that was lost at the end of the spell is followed by one after as long again. */
    private static final long AFTER_MS = Built.isFull() ? 9_000 : 4_000;

    private static int sites;

    @TempDir
    Path directory;

    private final List<ManyConnections> jvms = new ArrayList<>();

    private interface Spell {

        void over(int jvm) throws Exception;
    }

    @Test
    void aWayThatIsDarkForFiveSecondsEndsNoConnection() throws Exception {
        List<Site> on = sites();
        eachOnItsOwn("dark for 5 s", on, 100, 100, jvm -> {
            on.get(jvm).middlebox().goDark();
            Thread.sleep(5_000);
            on.get(jvm).middlebox().comeBack();
        });

        for (ManyConnections jvm : jvms) {
            // on a busy machine an earlier stall may have used up the connect that shows the way to be dark
            assertThat(jvm.told().keySet())
                    .allMatch(words -> words.matches("(peer_unreachable|undetermined) left( acknowledged)?"));
            assertThat(jvm.judged()).hasSizeGreaterThan(CONNECTIONS / 2);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "matrix.full", matches = "true", disabledReason = "a minute: profile full")
    void aClientThatStandsStillForTwentySecondsEndsNoConnection() throws Exception {
        eachOnItsOwn("client stopped for 20 s", sites(), 100, 100, jvm -> {
            try (Running.Pause standing = jvms.get(jvm).producer().running().paused()) {
                Thread.sleep(20_000);
            }
        });
    }

    @Test
    @EnabledIfSystemProperty(named = "matrix.full", matches = "true", disabledReason = "a minute: profile full")
    void anIdleBrokerThatStandsStillForFifteenSecondsEndsNoConnection() throws Exception {
        brokerStops("idle broker stopped for 15 s", "idle-threshold=2s", 8_000, 100);
    }

    @Test
    @EnabledIfSystemProperty(named = "matrix.full", matches = "true", disabledReason = "a minute: profile full")
    void aBusyBrokerThatStandsStillForFifteenSecondsEndsNoConnection() throws Exception {
        brokerStops("busy broker stopped for 15 s", "", 20, 1_000);
    }

    /** Five of these requests are more than its kernel takes in. */
    @Test
    @EnabledIfSystemProperty(named = "matrix.full", matches = "true", disabledReason = "a minute: profile full")
    void aBrokerWithFullBuffersThatStandsStillForFifteenSecondsEndsNoConnection() throws Exception {
        brokerStops("broker with full buffers stopped for 15 s", "", 2_000, 150_000);
    }

    private void brokerStops(String what, String options, long everyMs, int bytes) throws Exception {
        start(sites(), options, everyMs, bytes);
        try {
            for (int spell = 0; spell < SPELLS; spell++) {
                Thread.sleep(spell == 0 ? EARLY_MS : KNOWN_MS);
                try (Running.Pause standing = LAB.broker().running().paused()) {
                    Thread.sleep(15_000);
                }
            }
            Thread.sleep(AFTER_MS);
            assertNoneIsEnded(what);
        } finally {
            close();
        }
    }

    private void eachOnItsOwn(String what, List<Site> on, long everyMs, int bytes, Spell spell) throws Exception {
        start(on, "", everyMs, bytes);
        ExecutorService threads = Executors.newFixedThreadPool(JVMS);
        try {
            List<Future<Void>> all = new ArrayList<>();
            for (int i = 0; i < JVMS; i++) {
                int jvm = i;
                Callable<Void> spells = () -> {
                    for (int one = 0; one < SPELLS; one++) {
                        Thread.sleep(jvm == 0 && one == 0 ? EARLY_MS : KNOWN_MS);
                        spell.over(jvm);
                    }
                    Thread.sleep(AFTER_MS);
                    return null;
                };
                all.add(threads.submit(spells));
            }
            for (Future<Void> one : all) {
                one.get();
            }
            assertNoneIsEnded(what);
        } finally {
            threads.shutdownNow();
            close();
        }
    }

    private static List<Site> sites() {
        List<Site> all = new ArrayList<>();
        for (int i = 0; i < JVMS; i++) {
            all.add(LAB.site(++sites));
        }
        return all;
    }

    private void start(List<Site> on, String options, long everyMs, int bytes) {
        for (Site site : on) {
            jvms.add(ManyConnections.start(
                    site.producer(),
                    directory,
                    "jvm-" + jvms.size(),
                    options,
                    LAB.broker().bootstrapServers(),
                    CONNECTIONS,
                    everyMs,
                    bytes));
        }
        jvms.forEach(ManyConnections::awaitReady);
    }

    private void assertNoneIsEnded(String what) throws Exception {
        for (ManyConnections jvm : jvms) {
            System.out.println(what + ": " + SPELLS * CONNECTIONS + " tries, "
                    + jvm.ended().size() + " ended, "
                    + jvm.closed().size() + " closed, " + jvm.told() + "; " + jvm.end() + "; load "
                    + Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        }
        for (ManyConnections jvm : jvms) {
            assertThat(jvm.ended()).isEmpty();
            assertThat(jvm.closed()).isEmpty();
        }
    }

    private void close() throws InterruptedException {
        for (ManyConnections jvm : jvms) {
            jvm.close();
        }
    }
}
