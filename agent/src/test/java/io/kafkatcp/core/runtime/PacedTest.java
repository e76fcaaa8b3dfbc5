package io.kafkatcp.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PacedTest {

    private static final long HOUR_MS = 3_600_000;

    private boolean work = true;
    private long againMs = HOUR_MS;
    private int looks;
    private RuntimeException failure;

    private final Paced paced = new Paced() {
        @Override
        protected boolean hasWork() {
            return work;
        }

        @Override
        protected long look(long nowNs) {
            looks++;
            if (failure != null) {
                throw failure;
            }
            return againMs;
        }
    };

    @Test
    void looksAtOnceAndThenNotBeforeItSaid() throws Exception {
        assertThat(paced.attend()).isEqualTo(HOUR_MS);
        assertThat(paced.attend()).isPositive().isLessThanOrEqualTo(HOUR_MS);
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void looksAgainAtOnceWhereItSaidSo() throws Exception {
        againMs = 0;
        paced.attend();
        paced.attend();
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void withoutWorkItWaitsForNothing() throws Exception {
        work = false;
        assertThat(paced.attend()).isEqualTo(Periodic.NEVER);
        work = true;
        paced.attend();
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void whatWaitsForNothingIsNotAskedAfterEachJobOfOthers() throws Exception {
        againMs = Periodic.NEVER;
        assertThat(paced.attend()).isEqualTo(Periodic.NEVER);
        assertThat(paced.attend()).isPositive().isLessThanOrEqualTo(1_000);
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void whatFailedIsNotTriedAgainAtOnce() throws Exception {
        failure = new IllegalStateException("no");
        assertThatThrownBy(paced::attend).isSameAs(failure);
        assertThat(paced.attend()).isPositive();
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void maybeNotTheFirstTime() throws Exception {
        Paced later = new Paced(HOUR_MS) {
            @Override
            protected long look(long nowNs) {
                throw new AssertionError();
            }
        };
        assertThat(later.attend()).isPositive();
    }
}
