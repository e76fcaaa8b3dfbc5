package io.kafkatcp.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void words_stand_left_and_figures_right() {
        assertThat(Table.render(
                        List.of("scenario", "first ack", "dropped"),
                        List.of(
                                List.of("no agent", "60.2 s", "19"),
                                List.of("agent", "0.012 s", "0"),
                                List.of("lost", "lost after 120.0 s", "7"))))
                .isEqualTo("""
                        scenario           first ack  dropped
                        -------------------------------------
                        no agent              60.2 s       19
                        agent                0.012 s        0
                        lost      lost after 120.0 s        7
                        """);
    }
}
