package io.kafkatcp.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One connection of a Kafka client's, as other threads than its own see it. */
class ConnectionTest {

    /** The agent's thread reads the clock once for all connections; Kafka's goes on meanwhile. */
    @Test
    void oneThatWasUsedSinceTheClockWasReadIsNotIdle() {
        Connection connection = OpenedConnections.open(null, "1", null, 37_000_000);

        assertThat(connection.idleMs(0)).isZero();
        assertThat(connection.idleMs(42_000_000)).isEqualTo(5);
    }
}
