package io.kafkatcp.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Verdict;
import org.junit.jupiter.api.Test;

class CloseEvidenceTest {

    private final Connection connection = new Connection(null, "1", "b", 0);

    @Test
    void aResetInUseIsToldAsOne() {
        connection.readError("Connection reset by peer");

        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.FLOW_RESET);
    }

    @Test
    void aResetOfWhatTheAgentItselfJudgedIsWhatWasJudged() {
        connection.readError("Connection reset");
        connection.judged(Verdict.PEER_UNREACHABLE);

        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.PEER_UNREACHABLE);
    }

    @Test
    void silenceUntilTheKernelGaveUpAccusesNoFlowThatWasNotCompared() {
        connection.readError("Connection timed out");

        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.UNDETERMINED);

        connection.judged(Verdict.FLOW_BLACKHOLED);

        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.FLOW_BLACKHOLED);
    }

    @Test
    void anEndOfStreamTellsNothing() {
        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.UNDETERMINED);
    }
}
