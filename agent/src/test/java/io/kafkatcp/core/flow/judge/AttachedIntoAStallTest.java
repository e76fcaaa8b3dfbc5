package io.kafkatcp.core.flow.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.flow.judge.idle.IdleBeside;
import io.kafkatcp.core.flow.judge.idle.IdleProbes;
import io.kafkatcp.core.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The agent comes while a request waits already: nobody saw whether the way was dark before. It may have come back a
 * moment ago, and the kernel's next retransmission, with which the flow goes on, may be many seconds away.
 */
class AttachedIntoAStallTest {

    private static final int SEEDS = 1_000;
    private static final long MS = 1_000_000;

    @Test
    void aLivingFlowIsNotEndedWhoseWayHasJustComeBack() {
        int wentOn = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Stall stall = new Stall(seed, false).run();
            assertThat(stall.verdicts).as("seed " + seed).doesNotContain(Verdict.FLOW_BLACKHOLED);
            wentOn += stall.responses() > 0 ? 1 : 0;
        }
        assertThat(wentOn).isEqualTo(SEEDS);
    }

    @Test
    void aDeadOneIsEndedThoughItsNextRetransmissionIsFarAway() {
        long slowestMs = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Stall stall = new Stall(seed, true).run();
            assertThat(stall.endedMs).as("seed " + seed).isPositive();
            slowestMs = Math.max(slowestMs, stall.endedMs - stall.attachedMs);
        }
        assertThat(slowestMs).isLessThan(2_000);
    }

    /** A request that is stuck since 0, an idle connection beside it, and the judge that comes at some moment. */
    private static final class Stall extends FlowOfOneRequest implements FlowVerdicts, Verifier, FlowJudge.Losses {

        private final List<Verdict> verdicts = new ArrayList<>();
        private final Random random;
        private final boolean cut;
        private final long backMs;
        private final long attachedMs;
        private final IdleProbes probes = new IdleProbes();
        private final FlowJudge judge = new FlowJudge(this, this, this);
        private long nowMs;
        private long endedMs;

        Stall(long seed, boolean cut) {
            this.random = new Random(seed);
            this.cut = cut;
            long stuckMs = 2_000 + random.nextInt(13_000);
            this.backMs = cut ? 0 : stuckMs;
            this.attachedMs = cut ? stuckMs : Math.max(1_500, stuckMs + random.nextInt(2_000) - 1_000);
        }

        Stall run() {
            nowMs = attachedMs;
            List<WatchedFlow> watched = List.of(new WatchedFlow(this, nowMs * MS));
            while (nowMs < attachedMs + 30_000 && endedMs == 0) {
                long waitMs = judge.look(watched, true, nowMs * MS);
                probes.look(watched, nowMs * MS);
                nowMs += waitMs + random.nextInt(5);
            }
            return this;
        }

        private boolean isOpen(long atMs) {
            return atMs >= backMs;
        }

        /** After 0.4 s, with the tail loss probe, and then at doubled distances. */
        @Override
        public int retransmits() {
            int count = 0;
            for (long atMs = 400; atMs <= nowMs; atMs *= 2) {
                if (!cut && isOpen(atMs)) {
                    return 0;
                }
                count++;
            }
            return count;
        }

        @Override
        public long responses() {
            return !cut && retransmits() == 0 ? 1 : 0;
        }

        @Override
        public boolean wasFoundWaiting() {
            return true;
        }

        @Override
        public boolean end() {
            endedMs = nowMs;
            return true;
        }

        @Override
        public void suspected(WatchedFlow suspect, long nowNs) {
            if (!asked) {
                asked = true;
                probes.ask(new Beside(), nowNs);
            }
        }

        private boolean asked;

        /** It lives if the way does, and was cut with the other. */
        private final class Beside extends IdleBeside {

            private int unanswered;
            private boolean rests;

            @Override
            public void askAgain() {
                unanswered = !cut && isOpen(nowMs) ? 0 : unanswered + 1;
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

        /** A SYN after 0, 1, 3 and 7 s; and a FIN. */
        @Override
        public Verification connect(Flow suspect) {
            long sinceMs = nowMs;
            return new Verification() {
                private boolean ending;

                @Override
                public State look() {
                    if (ending) {
                        return State.ENDED;
                    }
                    for (long afterMs : new long[] {0, 1_000, 3_000, 7_000}) {
                        if (sinceMs + afterMs < nowMs && isOpen(sinceMs + afterMs)) {
                            return State.OPEN;
                        }
                    }
                    return State.PENDING;
                }

                @Override
                public void end() {
                    ending = true;
                }

                @Override
                public void close() {}

                @Override
                public int localPort() {
                    return 40_000;
                }

                @Override
                public String error() {
                    return null;
                }
            };
        }

        @Override
        public Verification connect(IdleFlow idleFlow) {
            return null;
        }

        @Override
        public void judged(WatchedFlow suspect, Verdict verdict, int localPort, long nowNs) {
            verdicts.add(verdict);
        }

        @Override
        public void acknowledged(WatchedFlow suspect, Verdict verdict, long nowNs) {}

        @Override
        public boolean areOthersSilent(String peer) {
            return probes.areOthersSilent(peer);
        }

        @Override
        public boolean haveOtherPeersDied(WatchedFlow suspect, long nowNs) {
            return false;
        }

        @Override
        public boolean isConnecting(String peer) {
            return false;
        }

        @Override
        public double rate(long untilNs) {
            return LossRate.UNKNOWN;
        }

        @Override
        public boolean seenLately(long nowNs) {
            return false;
        }
    }
}
