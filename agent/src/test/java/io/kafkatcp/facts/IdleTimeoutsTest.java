package io.kafkatcp.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.facts.IdleTimeouts.Ending;
import io.kafkatcp.facts.IdleTimeouts.IdleTimeout;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class IdleTimeoutsTest {

    @Test
    void eachRowHasASourceAndADateAndTheShortestComesFirst() {
        int before = 0;
        for (IdleTimeout row : IdleTimeouts.all()) {
            assertThat(row.source).as(row.box).startsWith("https://");
            assertThat(LocalDate.parse(row.date)).as(row.box).isBefore(LocalDate.parse("2026-11-27"));
            assertThat(row.seconds).as(row.box).isGreaterThanOrEqualTo(before);
            before = row.seconds;
        }
        assertThat(IdleTimeouts.all()).extracting(row -> row.box).doesNotHaveDuplicates();
    }

    @Test
    void whatDropsIsToldFromWhatResetsAndFromWhatCloses() {
        assertThat(IdleTimeouts.between(899_000, 901_000, Ending.DROPS))
                .extracting(row -> row.box)
                .containsExactly("Linux IPVS (kube-proxy in IPVS mode)");
        assertThat(IdleTimeouts.between(299_000, 301_000, Ending.DROPS))
                .extracting(row -> row.box)
                .containsExactly("Azure Firewall between networks");
        assertThat(IdleTimeouts.between(299_000, 301_000, Ending.RESETS)).isEmpty();
        assertThat(IdleTimeouts.between(599_000, 601_000, Ending.CLOSES))
                .extracting(row -> row.box)
                .containsExactly("Kafka broker (connections.max.idle.ms)");
    }
}
