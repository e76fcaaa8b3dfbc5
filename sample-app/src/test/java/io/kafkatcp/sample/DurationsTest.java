package io.kafkatcp.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @Test
    void every_unit_is_read() {
        assertThat(Durations.parse("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(Durations.parse("15s")).isEqualTo(Duration.ofSeconds(15));
        assertThat(Durations.parse("6m")).isEqualTo(Duration.ofMinutes(6));
        assertThat(Durations.parse(" 1H ")).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"15", "1.5s", "-1s", "s", "", "15 s", "15sec", "9999999999s"})
    void anything_else_is_refused_with_an_example(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).hasMessageContaining("like 500ms, 15s, 5m or 1h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1500ms", "15s", "90s", "6m", "2h", "0s"})
    void the_written_form_is_the_one_that_was_read(String text) {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
    }
}
