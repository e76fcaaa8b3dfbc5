package io.kafkatcp.core.flow.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request that waits because the peer's window is closed. */
class ClosedWindowTest {

    private static final long MS = 1_000_000;

    private final Waiting flow = new Waiting();
    private final List<String> told = new ArrayList<>();
    private final FlowJudge judge = new FlowJudge(null, new Told(), new Lossless());
    private final WatchedFlow watched = new WatchedFlow(flow, 0);

    @Test
    void asLongAsTheProbesAreAcknowledgedTheKernelIsToldToWaitOn() {
        lookUntil(10_000);

        assertThat(told).containsExactly("judged broker_not_reading");
        assertThat(flow.longest).isBetween(8_900L, 10_000L);
        assertThat(flow.tableReads).as("once a second").isLessThanOrEqualTo(8);
    }

    @Test
    void whatIsNotAcknowledgedAnyMoreGetsNoMoreTime() {
        lookUntil(5_000);
        flow.probes = 1;
        lookUntil(12_000);

        assertThat(flow.longest).isLessThanOrEqualTo(5_000);
    }

    @Test
    void whenTheWindowOpensOrAnAnswerComesItIsAsBefore() {
        lookUntil(5_000);
        flow.closed = false;
        lookUntil(7_000);
        assertThat(flow.longest).isZero();
        flow.closed = true;
        lookUntil(9_000);
        flow.responses = 1;
        lookUntil(9_500);

        assertThat(flow.longest).isZero();
        assertThat(told)
                .containsExactly(
                        "judged broker_not_reading",
                        "acknowledged broker_not_reading",
                        "judged broker_not_reading",
                        "acknowledged broker_not_reading");
    }

    @Test
    void aBrokerThatIsSlowAndReadsIsNotAskedAboutForThreeSeconds() {
        flow.closed = false;
        lookUntil(2_900);
        assertThat(flow.tableReads).isZero();
        lookUntil(5_000);

        assertThat(told).isEmpty();
    }

    private long atMs;

    private void lookUntil(long ms) {
        for (; atMs <= ms; atMs += 100) {
            judge.look(List.of(watched), false, atMs * MS + 1);
        }
    }

    private final class Waiting extends FlowOfOneRequest {

        private boolean closed = true;
        private int probes;
        private long responses;
        private long longest;
        private int tableReads;

        @Override
        public long responses() {
            return responses;
        }

        @Override
        public int retransmits() {
            return 0;
        }

        @Override
        public boolean isWindowClosed() {
            tableReads++;
            return closed;
        }

        @Override
        public int unansweredProbes() {
            return probes;
        }

        @Override
        public void waitLonger(long waitedMs) {
            longest = waitedMs;
        }

        @Override
        public void waitAsUsual() {
            longest = 0;
        }

        @Override
        public boolean end() {
            told.add("ended");
            return true;
        }
    }

    private final class Told extends NothingBeside {

        @Override
        public void judged(WatchedFlow flow, Verdict verdict, int localPort, long nowNs) {
            told.add("judged " + verdict);
        }

        @Override
        public void acknowledged(WatchedFlow flow, Verdict verdict, long nowNs) {
            told.add("acknowledged " + verdict);
        }

        @Override
        public void suspected(WatchedFlow flow, long nowNs) {
            told.add("suspected");
        }
    }
}
