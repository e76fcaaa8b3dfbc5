package io.kafkatcp.core.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.incident.Incident;
import io.kafkatcp.core.record.Verdict;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private final Connection connection = new Connection(null, "1", "b", 0);

    @Test
    void whatIsSentAgainAccusesNoFlowThatWasNotCompared() {
        Incident incident = Evidence.unacknowledged(connection, 3);

        assertThat(incident.verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(incident.text())
                .endsWith(
                        "was sent again 3 times without an ACK; whether others reach that peer has not been compared");
    }

    @Test
    void whatComparisonHasShownIsTheReason() {
        connection.closeState().judged(Verdict.PEER_UNREACHABLE);

        Incident incident = Evidence.unacknowledged(connection, 3);

        assertThat(incident.verdict()).isEqualTo(Verdict.PEER_UNREACHABLE);
        assertThat(incident.text()).endsWith("was sent again 3 times without an ACK");
    }
}
