package io.kafkatcp.core.flow.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection whose SYN was answered and nothing after it: a full queue of connections looks like that. */
class NeverHeardTest {

    private static final long MS = 1_000_000;

    private final List<String> told = new ArrayList<>();
    private final Stuck flow = new Stuck();
    private final WatchedFlow watched = new WatchedFlow(flow, 0);
    private final FlowJudge judge = new FlowJudge(new Reachable(), new Told(), new Lossless());
    private long atMs;

    @Test
    void itIsNotEndedAndNothingOnTheWayIsAccused() {
        flow.heard = false;
        lookUntil(5_000);

        assertThat(told).containsExactly("judged " + Verdict.HANDSHAKE_UNACKNOWLEDGED);
    }

    @Test
    void oneThatWasHeardBeforeIsEnded() {
        flow.heard = true;
        lookUntil(1_500);

        assertThat(told).containsExactly("judged " + Verdict.FLOW_BLACKHOLED, "ended");
    }

    @Test
    void whenTheBrokerTakesItAfterAllItIsOver() {
        flow.heard = false;
        lookUntil(1_500);
        flow.acknowledged = true;
        lookUntil(2_000);

        assertThat(told)
                .containsExactly(
                        "judged " + Verdict.HANDSHAKE_UNACKNOWLEDGED,
                        "acknowledged " + Verdict.HANDSHAKE_UNACKNOWLEDGED);
    }

    private void lookUntil(long ms) {
        for (; atMs <= ms; atMs += 10) {
            judge.look(List.of(watched), true, atMs * MS + 1);
        }
    }

    /** The kernel's timeouts: 0.4 s with the tail loss probe, then doubled. */
    private final class Stuck extends FlowOfOneRequest {

        private boolean heard;
        private boolean acknowledged;

        @Override
        public boolean wasHeard() {
            return heard;
        }

        @Override
        public int retransmits() {
            int count = 0;
            for (long next = 400; next <= atMs; next = 2 * next) {
                count++;
            }
            return acknowledged ? 0 : count;
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
    }
}
