package io.kafkatcp.core.flow.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerifyBudgetTest {

    private static final long SECOND = 1_000_000_000L;
    private final VerifyBudget budget = new VerifyBudget();

    @Test
    void onePeerIsAskedOnceInTenSeconds() {
        assertThat(budget.take("a", 0)).isTrue();
        assertThat(budget.take("a", 10 * SECOND - 1)).isFalse();
        assertThat(budget.take("b", SECOND)).isTrue();
        assertThat(budget.take("a", 10 * SECOND)).isTrue();
    }

    @Test
    void allPeersTogetherFiftyTimesAMinute() {
        for (int i = 0; i < 50; i++) {
            assertThat(budget.take("peer " + i, i)).isTrue();
        }
        assertThat(budget.take("one more", 59 * SECOND)).isFalse();
        assertThat(budget.take("one more", 60 * SECOND)).isTrue();
    }

    @Test
    void halfOfThemAreKeptForThoseInQuestion() {
        for (int i = 0; i < 25; i++) {
            assertThat(budget.takeSpare("peer " + i, i)).isTrue();
        }
        assertThat(budget.takeSpare("one more", 26)).isFalse();
        assertThat(budget.take("one more", 26)).isTrue();
        assertThat(budget.takeSpare("one more", 61 * SECOND)).isTrue();
        assertThat(budget.takeSpare("one more", 62 * SECOND))
                .as("the same peer")
                .isFalse();
    }

    @Test
    void howLateItIsMakesNoDifference() {
        assertThat(budget.take("a", 50 * SECOND)).isTrue();
        assertThat(budget.take("b", 51 * SECOND)).isTrue();
        assertThat(budget.take("a", 52 * SECOND)).isFalse();
        for (int i = 2; i < 50; i++) {
            assertThat(budget.take("peer " + i, 53 * SECOND)).isTrue();
        }

        assertThat(budget.take("one more", 109 * SECOND)).isFalse();
        assertThat(budget.take("one more", 110 * SECOND)).isTrue();
    }
}
