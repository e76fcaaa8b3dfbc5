package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.flow.virtual.VirtualPath;
import io.kafkatcp.core.flow.virtual.VirtualTime;
import io.kafkatcp.core.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * All flows are cut again soon after: one client, one broker, so that nothing compares but the agent's own connect, one
 * in ten seconds. The second cut is over with the first retransmission after that connect, and not at user-timeout.
 */
class CutAgainTest {

    private static final int SEEDS = 20;
    private static final double FIRST_MS = 10_000;
    /** Of the agent's threads, of a busy machine, and of Kafka's reconnect. */
    private static final double SLACK_MS = 900;
    /** What is sent again sooner after the connect may not be seen to come later than its answer. */
    private static final double LOOK_MS = 200;

    @Test
    void twoCutsOneSecondApart() {
        cut(1_000, 2);
    }

    @Test
    void twoCutsThreeSecondsApart() {
        cut(3_000, 2);
    }

    @Test
    void twoCutsFiveSecondsApart() {
        cut(5_000, 2);
    }

    @Test
    void twoCutsNineSecondsApart() {
        cut(9_000, 2);
    }

    @Test
    void threeCutsOneThreeFiveAndNineSecondsApart() {
        for (double apartMs : new double[] {1_000, 3_000, 5_000, 9_000}) {
            cut(apartMs, 3);
        }
    }

    private static void cut(double apartMs, int times) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Cuts cuts = new Cuts(seed, apartMs, times);
            for (Ended ended : cuts.ended) {
                assertThat(ended.afterMs())
                        .as(
                                "%s cuts %s ms apart, seed %s: %s, connects at %s",
                                times, apartMs, seed, cuts.ended, cuts.connectsMs)
                        .isLessThan(cuts.boundMs(ended));
            }
            assertThat(cuts.faults).as("seed %s", seed).isEmpty();
            assertThat(cuts.ended)
                    .as("seed %s: a second after the first, Kafka may not be connected yet", seed)
                    .hasSizeGreaterThanOrEqualTo(apartMs > 1_000 ? 2 : 1);
        }
    }

    record Ended(double stuckMs, double endedMs) {

        double afterMs() {
            return endedMs - stuckMs;
        }
    }

    private static final class Cuts implements SimulatedJvm.Observer {

        final List<Ended> ended = new ArrayList<>();
        final List<String> faults = new ArrayList<>();
        final List<Double> connectsMs = new ArrayList<>();
        private final VirtualTime time = new VirtualTime();
        private final SimulatedJvm jvm;

        Cuts(long seed, double apartMs, int times) {
            Random random = new Random(seed);
            VirtualPath path = new VirtualPath("10.99.0.1:9092", 0.3, 0, 0, time, random);
            jvm = new SimulatedJvm("", List.of(path), time, random, this);
            new SimulatedProducer(jvm, path, 20, 100, new SimulatedConnection.Shape(2, 1_000_000), true, random);
            for (int i = 0; i < times; i++) {
                time.in(FIRST_MS + i * apartMs, () -> jvm.connections.forEach(one -> one.tcp.cut()));
            }
            time.runTo(FIRST_MS + times * apartMs + 60_000);
            jvm.connections.stream().filter(one -> one.tcp.isCut()).forEach(one -> faults.add("one is left"));
        }

        /** The first retransmission after a connect of the agent's own that came after it was stuck. */
        double boundMs(Ended one) {
            double openMs = connectsMs.stream()
                    .filter(ms -> ms >= one.stuckMs())
                    .findFirst()
                    .orElse(one.stuckMs());
            double sentAgainMs = 600;
            while (sentAgainMs < openMs + LOOK_MS - one.stuckMs()) {
                sentAgainMs = sentAgainMs * 2 + 200;
            }
            return sentAgainMs + SLACK_MS;
        }

        @Override
        public void judged(SimulatedConnection one, Verdict verdict) {
            if (verdict == Verdict.FLOW_BLACKHOLED && !one.tcp.isCut()) {
                faults.add("a living one was judged dead");
            }
        }

        @Override
        public void ended(SimulatedConnection one) {
            if (!one.tcp.isCut()) {
                faults.add("a living one was ended");
            } else if (one.waits()) {
                ended.add(new Ended(Math.max(one.tcp.cutMs(), one.tcp.stuckSinceMs()), time.nowMs()));
            }
        }

        @Override
        public void broken(SimulatedConnection one) {
            faults.add(one.error + " at " + time.nowMs());
        }

        @Override
        public void connects(String peer) {
            if (!connectsMs.isEmpty() && time.nowMs() - connectsMs.get(connectsMs.size() - 1) < 9_999) {
                faults.add("two connects within ten seconds");
            }
            connectsMs.add(time.nowMs());
        }
    }
}
