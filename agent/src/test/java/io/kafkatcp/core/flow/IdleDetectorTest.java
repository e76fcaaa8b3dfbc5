package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.start.config.Options;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class IdleDetectorTest {

    @Test
    void aConnectionRestsHalfwayToWhereItMattersAndNotWhileARequestWaits() throws Exception {
        Options options = Options.read("", new Properties(), Map.of());

        assertThat(IdleDetector.restMs(options, false)).isLessThan(20_000);
        assertThat(IdleDetector.restMs(options, true))
                .as("by its first keepalive probe, and after Kafka's request timeout")
                .isEqualTo(37_000);
    }
}
