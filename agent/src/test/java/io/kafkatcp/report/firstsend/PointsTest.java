package io.kafkatcp.report.firstsend;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Facts;
import org.junit.jupiter.api.Test;

class PointsTest {

    @Test
    void marksAreThinnedAndStandForAll() {
        Facts facts = new Facts();
        for (int i = 0; i < 20_000; i++) {
            facts.answered(30_000 + i, 2 + i % 40);
        }

        Analysis data = facts.analysed();

        assertThat(data.sends.points.marks(Kind.ANSWERED)).isLessThan(Points.ONE_BY_ONE + 1_000);
        assertThat(data.sends.points.all().stream().mapToLong(Point::standsFor).sum())
                .isEqualTo(20_000);
        assertThat(data.sends.points.all().stream().filter(point -> point.json != null))
                .hasSize(Points.WITH_RECORD);
    }
}
