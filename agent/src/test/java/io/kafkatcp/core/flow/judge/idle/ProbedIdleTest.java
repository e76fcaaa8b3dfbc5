package io.kafkatcp.core.flow.judge.idle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbedIdleTest {

    private static final long MS = 1_000_000;

    private final Silent silent = new Silent();

    @Test
    void aProbeIsGivenTwoRoundTripsMoreThanOnALinkWithoutAny() {
        silent.rtoMs = 300;
        ProbedIdle probedIdle = new ProbedIdle(silent, 100 * MS);
        probedIdle.askAgain(449 * MS);
        assertThat(probedIdle.probes()).isEqualTo(1);
        probedIdle.askAgain(450 * MS);

        assertThat(probedIdle.probes()).isEqualTo(2);
        assertThat(probedIdle.answerable()).as("the second has just been sent").isEqualTo(1);
        assertThat(probedIdle.unansweredInTime()).isEqualTo(1);
    }

    @Test
    void afterFiveProbesOneASecondIsSent() {
        ProbedIdle probedIdle = new ProbedIdle(silent, 0);
        for (long ms = 150; ms <= 600; ms += 150) {
            probedIdle.askAgain(ms * MS);
        }
        assertThat(probedIdle.probes()).isEqualTo(5);
        probedIdle.askAgain(1_599 * MS);
        assertThat(probedIdle.probes()).isEqualTo(5);
        probedIdle.askAgain(1_600 * MS);

        assertThat(probedIdle.probes()).isEqualTo(6);
    }

    @Test
    void theKernelIsReadEveryNinetyMilliseconds() {
        ProbedIdle probedIdle = new ProbedIdle(silent, 100 * MS);
        probedIdle.read(189 * MS);
        assertThat(probedIdle.unanswered()).isZero();
        probedIdle.read(190 * MS);
        assertThat(probedIdle.unanswered()).isEqualTo(1);
        probedIdle.read(279 * MS);

        assertThat(silent.reads).isEqualTo(1);
    }

    @Test
    void whatAnsweredBeforeIsSilentOnlyOnceAnAnswerIsOverdue() {
        ProbedIdle probedIdle = new ProbedIdle(silent, 0);
        silent.asked = 0;
        probedIdle.read(200 * MS);
        silent.asked = 2;
        probedIdle.read(300 * MS);
        assertThat(probedIdle.isSilent(2)).isFalse();
        probedIdle.read(449 * MS);
        assertThat(probedIdle.isSilent(2)).isFalse();
        probedIdle.read(540 * MS);

        assertThat(probedIdle.isSilent(2)).isTrue();
    }

    private static final class Silent extends IdleBeside {

        private int rtoMs = 200;
        private int asked = 1;
        private int reads;

        @Override
        public int rtoMs() {
            return rtoMs;
        }

        @Override
        public void askAgain() {
            asked++;
        }

        @Override
        public boolean isAsked() {
            return true;
        }

        @Override
        public int unanswered() {
            reads++;
            return asked;
        }

        @Override
        public void rest() {}
    }
}
