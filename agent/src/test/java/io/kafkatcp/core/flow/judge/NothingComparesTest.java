package io.kafkatcp.core.flow.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A second stall within ten seconds, with which nothing compares until the agent may connect again. */
class NothingComparesTest {

    private static final long MS = 1_000_000;
    private static final long SECOND_MS = 3_000;

    private final List<String> told = new ArrayList<>();
    private final Stuck second = new Stuck(SECOND_MS);
    private final WatchedFlow first = new WatchedFlow(new Stuck(0), 0);
    private final FlowJudge judge = new FlowJudge(new Reachable(), new Told(), new Lossless());
    private WatchedFlow again;
    private long atMs;

    @Test
    void itIsToldAsUndeterminedRatherThanNotAtAllAndJudgedOnceTheAgentMayConnect() {
        lookUntil(9_000);
        assertThat(told).containsExactly("0 s: " + Verdict.FLOW_BLACKHOLED, "6 s: " + Verdict.UNDETERMINED);

        lookUntil(20_000);
        assertThat(told).hasSize(3).last().isEqualTo("15 s: " + Verdict.FLOW_BLACKHOLED);
    }

    @Test
    void oneThatIsAcknowledgedSoonIsNotTold() {
        second.acknowledgedMs = SECOND_MS + 2_900;
        lookUntil(20_000);

        assertThat(told).containsExactly("0 s: " + Verdict.FLOW_BLACKHOLED, "acknowledged null");
    }

    @Test
    void oneThatIsAcknowledgedLaterIsOver() {
        second.acknowledgedMs = SECOND_MS + 6_000;
        lookUntil(20_000);

        assertThat(told)
                .containsExactly(
                        "0 s: " + Verdict.FLOW_BLACKHOLED,
                        "6 s: " + Verdict.UNDETERMINED,
                        "acknowledged " + Verdict.UNDETERMINED);
    }

    private void lookUntil(long ms) {
        for (; atMs <= ms; atMs += 10) {
            if (atMs == SECOND_MS) {
                again = new WatchedFlow(second, atMs * MS);
            }
            judge.look(again == null ? List.of(first) : List.of(again), true, atMs * MS + 1);
        }
    }

    /** The kernel's timeouts: after 0.2, 0.6, 1.4, 3.0, 6.2 and 12.6 s. */
    private final class Stuck extends FlowOfOneRequest {

        private final long sinceMs;
        private long acknowledgedMs = Long.MAX_VALUE;

        private Stuck(long sinceMs) {
            this.sinceMs = sinceMs;
        }

        @Override
        public long lastNs() {
            return sinceMs * MS;
        }

        @Override
        public int retransmits() {
            int count = 0;
            for (long next = 200; next <= atMs - sinceMs; next = 2 * next + 200) {
                count++;
            }
            return atMs >= acknowledgedMs ? 0 : count;
        }

        @Override
        public boolean end() {
            return true;
        }
    }

    private final class Told extends NothingBeside {

        @Override
        public void judged(WatchedFlow flow, Verdict verdict, int localPort, long nowNs) {
            told.add(atMs / 1_000 + " s: " + verdict);
        }

        @Override
        public void acknowledged(WatchedFlow flow, Verdict verdict, long nowNs) {
            told.add("acknowledged " + verdict);
        }
    }
}
