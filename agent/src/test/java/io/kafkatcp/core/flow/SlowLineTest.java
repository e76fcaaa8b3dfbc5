package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.flow.virtual.VirtualLine;
import io.kafkatcp.core.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A request of 10 MB needs 40 s on a line of 2 Mbit/s: in 200 tries, whatever the line's queue, nothing of what shares
 * it is taken for dead, and what is cut meanwhile is.
 */
class SlowLineTest {

    private static final int TRIES = 200;
    private static final double BITS_PER_SECOND = 2_000_000;
    private static final int REQUEST_BYTES = 10_000_000;
    private static final int USER_TIMEOUT_MS = 20_000;
    private static final double[] SMALL_EVERY_MS = {20, 100, 1_000, 8_000};

    @Test
    void aLargeRequestOverASlowLineEndsNeitherItselfNorWhatSharesTheLine() {
        List<String> lost = new ArrayList<>();
        long dropped = 0;
        int told = 0;
        for (long seed = 1; seed <= TRIES; seed++) {
            Shared shared = new Shared(seed);
            shared.network.time.runTo(60_000);
            for (String one : shared.network.livingLost) {
                lost.add("seed " + seed + ": " + one);
            }
            if (shared.network.told.contains(Verdict.FLOW_BLACKHOLED)) {
                lost.add("seed " + seed + ": " + shared.network.told);
            }
            told += shared.network.told.size();
            dropped += shared.line.dropped();
        }
        System.out.println(TRIES + " large requests over a slow line: " + dropped + " segments found its queue full, "
                + told + " connects got no answer in 1.5 s, lost: " + lost);
        assertThat(lost).isEmpty();
        assertThat(dropped).isGreaterThan(TRIES);
    }

    @Test
    void aFlowThatIsCutInTheMiddleOfALargeRequestIsEndedInTimeAndNothingElse() {
        List<String> wrong = new ArrayList<>();
        int byAgent = 0;
        for (long seed = 1; seed <= TRIES; seed++) {
            Shared shared = new Shared(seed);
            PlayedNetwork network = shared.network;
            network.time.runTo(12_000 + network.random.nextInt(15_000));
            SimulatedConnection cut = shared.large.main();
            cut.tcp.cut();
            double cutMs = network.time.nowMs();
            // the kernel counts from the first retransmission; Kafka's poll comes a millisecond later
            double boundMs = cut.tcp.rtoMs() + USER_TIMEOUT_MS + 1_000;
            network.time.runTo(cutMs + boundMs);
            byAgent += cut.isEndedByAgent() ? 1 : 0;
            if (!network.livingLost.isEmpty() || !cut.isGone()) {
                wrong.add("seed " + seed + ": " + network.livingLost + ", gone: " + cut.isGone());
            }
        }
        System.out.println("Cut in the middle of a large request: " + byAgent + " of " + TRIES
                + " are ended by the agent before the kernel gives them up");
        assertThat(wrong).isEmpty();
        assertThat(byAgent).isPositive();
    }

    /** One connection with large requests, some with small ones, and idle ones beside them. */
    private static final class Shared {

        final PlayedNetwork network;
        final VirtualLine line;
        final SimulatedProducer large;

        Shared(long seed) {
            double roundTripMs = 5 + 95.0 * (seed % 10) / 9;
            network = new PlayedNetwork(seed, "", roundTripMs, 0);
            line = new VirtualLine(BITS_PER_SECOND, 50 + 1_950.0 * (seed % 7) / 6);
            network.path.line(line);
            network.jvm.requestTimeoutMs = 120_000;
            large = network.producer(10_000, REQUEST_BYTES, 2, 1_000_000);
            for (int i = network.random.nextInt(3); i >= 0; i--) {
                network.producer(SMALL_EVERY_MS[network.random.nextInt(SMALL_EVERY_MS.length)]);
            }
        }
    }
}
