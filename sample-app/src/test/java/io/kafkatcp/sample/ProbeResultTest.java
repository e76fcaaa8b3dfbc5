package io.kafkatcp.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeResultTest {
    private static final ProbeResult ACKNOWLEDGED = new ProbeResult(1, Duration.ofSeconds(15), 0, 12, Optional.empty());
    private static final ProbeResult FAILED = new ProbeResult(
            2, Duration.ofMinutes(6), 1, 120_003, Optional.of("TimeoutException: Expiring 1 record(s): 120000 ms"));

    @Test
    void the_line_says_what_happened_in_words() {
        assertThat(ACKNOWLEDGED.line()).isEqualTo("round 1: idle 15s, probe to partition 0 acknowledged in 12 ms");
        assertThat(FAILED.line())
                .isEqualTo("round 2: idle 6m, probe to partition 1 failed after 120003 ms: "
                        + "TimeoutException: Expiring 1 record(s): 120000 ms");
    }

    @Test
    void the_line_is_read_back_whole() {
        assertThat(ProbeResult.parse(ACKNOWLEDGED.line())).contains(ACKNOWLEDGED);
        assertThat(ProbeResult.parse(FAILED.line())).contains(FAILED);
    }

    @Test
    void other_lines_are_no_result() {
        assertThat(ProbeResult.parse("round 1: probe to partition 0 sent")).isEmpty();
    }
}
