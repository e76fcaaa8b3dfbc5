package io.kafkatcp.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Verdict;
import org.junit.jupiter.api.Test;

class CloseEvidenceTest {

    private final Connection connection = new Connection(null, "1", "b", 0);

    @Test
    void aResetInUseIsToldAsOne() {
        connection.closeState().readError("Connection reset by peer");

        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.FLOW_RESET);
    }

    @Test
    void aResetOfWhatTheAgentItselfJudgedIsWhatWasJudged() {
        connection.closeState().readError("Connection reset");
        connection.closeState().judged(Verdict.PEER_UNREACHABLE);

        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.PEER_UNREACHABLE);
    }

    @Test
    void silenceUntilTheKernelGaveUpAccusesNoFlowThatWasNotCompared() {
        connection.closeState().readError("Connection timed out");

        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.UNDETERMINED);

        connection.closeState().judged(Verdict.FLOW_BLACKHOLED);

        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.FLOW_BLACKHOLED);
    }

    @Test
    void anEndOfStreamTellsNothing() {
        assertThat(CloseEvidence.ofLost(connection)).isEqualTo(Verdict.UNDETERMINED);
    }
}
