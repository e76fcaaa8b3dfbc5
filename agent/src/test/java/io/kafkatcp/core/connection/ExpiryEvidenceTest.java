package io.kafkatcp.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiryEvidenceTest {

    private final Incidents incidents = new Incidents();

    @Test
    void aDeadLeaderFollowedByADeadMetadataConnectionIsToldAsAChainThatBeginsWithTheLeader() {
        incidents.add(new Incident("-1", "connect_refused", "the connect to node -1 failed"));
        incidents.add(new Incident("1", "broker_silent", "of no account any more"));
        incidents.add(new Incident("1", "flow_blackholed", "the first send to node 1 was unanswered"));

        ExpiryEvidence evidence = ExpiryEvidence.of(incidents.since(0, "1"), "1", true, -1);

        assertThat(evidence.verdict).isEqualTo("flow_blackholed");
        assertThat(evidence.text).isEqualTo("the first send to node 1 was unanswered; then the connect to node -1 failed");
    }

    @Test
    void whatHappenedBeforeTheBatchWasMadeIsNoEvidence() {
        incidents.add(new Incident("1", "flow_blackholed", "long ago"));

        assertThat(incidents.since(System.currentTimeMillis() + 1, "1")).isEmpty();
    }

    @Test
    void withoutALeaderItWasNeverSent() {
        assertThat(verdict(null, false, -1)).isEqualTo("never_sent");
    }

    @Test
    void whatTheKernelSaysOfTheLeadersConnectionDecides() {
        assertThat(verdict("1", true, 4)).isEqualTo("flow_blackholed");
        assertThat(verdict("1", true, 0)).isEqualTo("broker_silent");
        assertThat(verdict("1", false, 0)).isEqualTo("undetermined");
        assertThat(verdict("1", true, -1)).isEqualTo("undetermined");
    }

    @Test
    void onlyTheLastIncidentsAreKept() {
        for (int i = 0; i < 100; i++) {
            incidents.add(new Incident(Integer.toString(i), "undetermined", "incident " + i));
        }

        assertThat(incidents.since(0, "99")).hasSize(16).first().extracting(incident -> incident.nodeId).isEqualTo("99");
    }

    private static String verdict(String leader, boolean inFlight, int retransmits) {
        return ExpiryEvidence.of(List.of(), leader, inFlight, retransmits).verdict;
    }
}
