package io.kafkatcp.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SsTimerTest {
    private static final String SS = """
            0      0      [::ffff:10.0.1.1]:60826 [::ffff:10.99.0.1]:9092 timer:(keepalive,119min,0)
            0      133    [::ffff:10.0.1.1]:60830 [::ffff:10.99.0.1]:9092 timer:(on,4.372ms,5)
            0      0      [::ffff:10.0.1.1]:60832 [::ffff:10.99.0.1]:9092
            """;

    @Test
    void each_connection_has_its_timer_or_none() {
        assertThat(SsTimer.parse(SS))
                .containsExactly(new SsTimer("keepalive", "119min", 0), new SsTimer("on", "4.372ms", 5), SsTimer.NONE);
    }

    @ParameterizedTest
    @CsvSource({"119min,7140", "1min30sec,90", "37sec,37", "1.700ms,1.7", "4.072ms,4.072", "200ms,0.2", "'',0"})
    void ss_writes_seconds_in_forms_of_its_own(String expires, double seconds) {
        assertThat(new SsTimer("keepalive", expires, 0).expiresInSeconds()).contains(seconds);
    }

    @Test
    void a_form_that_is_not_known_is_not_guessed() {
        assertThat(new SsTimer("keepalive", "2days", 0).expiresInSeconds()).isEmpty();
        assertThat(SsTimer.NONE.expiresInSeconds()).isEmpty();
    }

    @Test
    void no_connection_is_no_timer() {
        assertThat(SsTimer.parse("\n")).isEqualTo(List.of());
    }
}
