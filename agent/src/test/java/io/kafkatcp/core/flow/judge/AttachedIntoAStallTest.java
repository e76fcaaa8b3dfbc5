package io.kafkatcp.core.flow.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.flow.judge.idle.IdleBeside;
import io.kafkatcp.core.flow.judge.idle.IdleProbes;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The agent comes while a request waits already: nobody saw whether the way was dark before. It may have come back a
 * moment ago, and the kernel's next retransmission, with which the flow goes on, may be many seconds away.
 */
class AttachedIntoAStallTest {

    private static final int SEEDS = 1_000;

    @Test
    void aLivingFlowIsNotEndedWhoseWayHasJustComeBack() {
        int wentOn = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Stall stall = new Stall(seed, false).run();
            assertThat(stall.told).as("seed " + seed).noneMatch(line -> line.endsWith("flow_blackholed"));
            wentOn += stall.stuck.retransmits() == 0 ? 1 : 0;
        }
        assertThat(wentOn).isEqualTo(SEEDS);
    }

    @Test
    void aDeadOneIsEndedThoughItsNextRetransmissionIsFarAway() {
        long slowestMs = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Stall stall = new Stall(seed, true).run();
            assertThat(stall.stuck.ended).as("seed " + seed).isEqualTo(1);
            slowestMs = Math.max(slowestMs, stall.endedMs - stall.attachedMs);
        }
        assertThat(slowestMs).isLessThan(2_000);
    }

    /** A request that is stuck since 0, an idle connection beside it, and the judge that comes at some moment. */
    private static final class Stall extends PlayedJudge {

        private final Random random;
        private final boolean cut;
        private final long backMs;
        private final long attachedMs;
        private final IdleProbes probes = new IdleProbes();
        private final Stuck stuck = new Stuck();
        private boolean asked;
        private long endedMs;

        Stall(long seed, boolean cut) {
            this.random = new Random(seed);
            this.cut = cut;
            long stuckMs = 2_000 + random.nextInt(13_000);
            this.backMs = cut ? 0 : stuckMs;
            this.attachedMs = cut ? stuckMs : Math.max(1_500, stuckMs + random.nextInt(2_000) - 1_000);
            stuck.send();
            stuck.foundWaiting = true;
            this.atMs = attachedMs;
            this.rate = LossRate.UNKNOWN;
        }

        Stall run() {
            flows.add(new WatchedFlow(stuck, nowNs()));
            while (atMs < attachedMs + 30_000 && stuck.ended == 0) {
                stuck.responses = stuck.retransmits() == 0 ? 1 : 0;
                nextMs = judge.look(flows, verifies, nowNs());
                probes.look(flows, nowNs());
                endedMs = atMs;
                atMs += nextMs + random.nextInt(5);
            }
            return this;
        }

        private boolean isOpen(long ms) {
            return ms >= backMs;
        }

        /** A SYN after 0, 1, 3 and 7 s. */
        @Override
        Verification.State stateSince(long beganMs) {
            for (long afterMs : new long[] {0, 1_000, 3_000, 7_000}) {
                if (beganMs + afterMs < atMs && isOpen(beganMs + afterMs)) {
                    return Verification.State.OPEN;
                }
            }
            return Verification.State.PENDING;
        }

        @Override
        public void suspected(WatchedFlow watched, long nowNs) {
            if (!asked) {
                asked = true;
                probes.ask(new Beside(), nowNs);
            }
        }

        @Override
        public boolean areOthersSilent(String peer) {
            return probes.areOthersSilent(peer);
        }

        private final class Stuck extends PlayedFlow {

            Stuck() {
                super(Stall.this, PEER);
            }

            /** It goes on with the first retransmission for which the way is open. */
            @Override
            public int retransmits() {
                int count = 0;
                for (long nextMs = 200; nextMs <= atMs; nextMs = 2 * nextMs + 200) {
                    if (!cut && isOpen(nextMs)) {
                        return 0;
                    }
                    count++;
                }
                return count;
            }
        }

        /** It lives if the way does, and was cut with the other. */
        private final class Beside extends IdleBeside {

            private int unanswered;
            private boolean rests;

            @Override
            public void askAgain() {
                unanswered = !cut && isOpen(atMs) ? 0 : unanswered + 1;
            }

            @Override
            public int unanswered() {
                return unanswered;
            }

            @Override
            public boolean isAsked() {
                return !rests;
            }

            @Override
            public void rest() {
                rests = true;
            }
        }
    }
}
