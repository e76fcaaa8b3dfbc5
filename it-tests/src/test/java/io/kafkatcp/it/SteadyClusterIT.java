package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.NeedsLab;
import io.kafkatcp.it.support.RecordedProducer;
import io.kafkatcp.it.support.ThreeBrokers;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.path.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same as {@link SteadyTrafficIT} with three brokers, whose connections all die at once.
 * {@code -Dsteady.repetitions=5} for the figures of the pages.
 */
class SteadyClusterIT {

    private static final String ADDRESS = "10.99.0.1";
    private static final int REPETITIONS = Integer.getInteger("steady.repetitions", 1);
    private static final int[] RATES = {50, 5_000};
    private static final long WITHIN_MS = Long.getLong("steady.within", 3_000);

    @TempDir
    Path directory;

    @Test
    void allFlowsToThreeBrokersAreCutWhileRecordsFlow() throws Exception {
        try (Lab lab = NeedsLab.open()) {
            Host host = lab.host("broker");
            host.address("lo", ADDRESS + "/32");
            Broker broker = ThreeBrokers.start(host, ADDRESS).get(0);
            List<Long> gaps = new ArrayList<>();
            for (int i = 0; i < RATES.length; i++) {
                Site site = Site.behindMiddlebox(lab, i + 1, host, ADDRESS);
                for (int repetition = 0; repetition < REPETITIONS; repetition++) {
                    gaps.add(cutAll(broker, site, RATES[i], repetition));
                }
                List<Long> ofRate = new ArrayList<>(gaps.subList(i * REPETITIONS, gaps.size()));
                ofRate.sort(null);
                System.out.println(
                        "three brokers, " + RATES[i] + " records/s, all flows cut: longest gaps " + ofRate + " ms");
                assertThat(SteadyTrafficIT.BARE || ofRate.get(REPETITIONS / 2) < WITHIN_MS)
                        .as("%s", ofRate)
                        .isTrue();
            }
        }
    }

    private long cutAll(Broker broker, Site site, int rate, int repetition) throws Exception {
        String name = "cluster-" + rate + "-" + repetition;
        try (RecordedProducer producer = SteadyTrafficIT.steady(
                directory, broker, site, name, SteadyTrafficIT.BARE ? null : "", rate, 12, 100)) {
            producer.awaitSaid("steady");
            Thread.sleep(4_000);
            site.middlebox().forgetAll();
            producer.awaitEnd();
            String sums = SteadyTrafficIT.sums(producer);
            System.out.println("three brokers, " + rate + " records/s: " + sums
                    + (SteadyTrafficIT.BARE
                            ? "; no agent"
                            : "; " + producer.events().of("stall_judged")));
            SteadyTrafficIT.assertNothingLostNothingTwice(producer);
            return SteadyTrafficIT.number(sums, "gap_ms");
        }
    }
}
