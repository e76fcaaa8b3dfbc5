package io.kafkatcp.core.connection.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Verdict;
import org.junit.jupiter.api.Test;

class IncidentTest {

    /** A broker says why it refuses in as many words as it likes, and each client keeps the last of each node. */
    @Test
    void theWordsOfABrokerAreCappedAsInARecord() {
        Incident incident = new Incident("1", Verdict.REJECTED, "the connect failed: " + "x".repeat(32_000));

        assertThat(incident.text())
                .hasSize(2_003)
                .startsWith("the connect failed: xxx")
                .endsWith("xxx...");
    }
}
