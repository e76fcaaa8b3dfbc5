package io.kafkatcp.core.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.incident.Incident;
import io.kafkatcp.core.connection.incident.NetworkThreads;
import io.kafkatcp.core.record.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final String NOT_COMPARED = "; whether others reach that peer has not been compared";

    private final Connection connection = new Connection(null, "1", "b", 0);
    private LossLab lab;

    @BeforeEach
    void aProducer() throws Exception {
        lab = new LossLab(3);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

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

    @Test
    void onePacketThatWasSentAgainCountsForTheLeaderAloneAndTwoForAnyNode() throws Exception {
        lab.open("1", 1, 0);
        lab.open("2", 2, 0);
        String ofTwo = "what was sent to node 2 (127.0.0.1:9092) was sent again 2 times without an ACK" + NOT_COMPARED;

        assertThat(explained("3")).isEqualTo(ofTwo);
        assertThat(explained("1"))
                .as("the leader's first")
                .isEqualTo("what was sent to node 1 (127.0.0.1:9092) was sent again once without an ACK" + NOT_COMPARED
                        + "; then " + ofTwo);
    }

    @Test
    void ofANodeOfWhichAnIncidentIsKnownThatIsTold() throws Exception {
        lab.open("1", 2, 0);
        lab.client.incidents().add(new Incident("1", Verdict.FLOW_BLACKHOLED, "the first send was unanswered"));

        LossVerdict why = explain("1");

        assertThat(why.verdict()).isEqualTo(Verdict.FLOW_BLACKHOLED);
        assertThat(why.text()).isEqualTo("the first send was unanswered");
    }

    @Test
    void aConnectWhoseSynWasSentAgainIsUnanswered() throws Exception {
        lab.connecting("1", 1);
        lab.connecting("2", 0);

        LossVerdict why = explain("3");

        assertThat(why.verdict()).isEqualTo(Verdict.CONNECT_UNANSWERED);
        assertThat(why.text())
                .matches("the connect to node 1 \\(127.0.0.1:9092\\) from an unknown address is unanswered since"
                        + " \\d+ ms, its SYN was sent again once");
    }

    @Test
    void aNodeThatAcknowledgesAndDoesNotAnswerIsSilentAndTheLeaderIsToldFirst() throws Exception {
        lab.open("1", 0, 2_000);
        lab.open("2", 0, 2_000);
        lab.kafka.inFlight(1, true);

        LossVerdict why = explain("2");

        String silence = " \\(127.0.0.1:9092\\) has acknowledged a request and answered nothing for \\d+ ms";
        assertThat(why.verdict()).isEqualTo(Verdict.BROKER_SILENT);
        assertThat(why.text()).matches("node 2" + silence + "; then node 1" + silence);
    }

    @Test
    void oneThatHasNoRequestOrIsUsedNowIsNotSilent() throws Exception {
        lab.open("1", 0, 2_000);
        assertThat(explained("1")).isEqualTo("otherwise");
        lab.kafka.inFlight(1, true);
        lab.open("1", 0, -HOUR_NS / 1_000_000);

        assertThat(explained("1")).isEqualTo("otherwise");
    }

    @Test
    void onALongWayItIsNotSilentBeforeALostRequestWouldHaveBeenSentAgain() throws Exception {
        Connection open = lab.open("1", 0, 1_400);
        lab.kafka.inFlight(1, true);
        open.flowState().rtoMs(3_600_000);

        assertThat(explained("1")).isEqualTo("otherwise");
    }

    @Test
    void aSocketThatCannotBeAskedSaysNothing() throws Exception {
        lab.open("1", 2, 2_000).channel(null);
        lab.kafka.inFlight(1, true);

        assertThat(explained("1")).isEqualTo("otherwise");
    }

    @Test
    void whereTheThreadItselfWasElsewhereForHalfOfTheTimeThatComesFirst() throws Exception {
        lab.open("1", 2, 0);
        NetworkThreads.outsideSince(lab.client.thread(), lab.nowNs - HOUR_NS);

        LossVerdict why = gathered().explain(7_000_000, "1", null, "otherwise");
        assertThat(why.verdict()).isEqualTo(Verdict.CLIENT_STALLED);
        assertThat(why.text())
                .matches("the producer's network thread was kept from the network for 36\\d{5} ms.*; then what was sent"
                        + " to node 1 .*");
        assertThat(gathered().explain(8_000_000, "1", null, "otherwise").verdict())
                .as("less than half")
                .isEqualTo(Verdict.UNDETERMINED);
    }

    @Test
    void whatWasGatheredServesForATenthOfASecond() {
        ClientEvidence gathered = new ClientEvidence(lab.client, 5_000, List.of(), List.of());

        assertThat(gathered.isYoungerThan(100, 5_000 + 99_999_999)).isTrue();
        assertThat(gathered.isYoungerThan(100, 5_000 + 100_000_000)).isFalse();
    }

    @Test
    void whatIsFreshIsUsedAgainAndWhatIsOldIsNot() {
        ClientEvidence fresh = new ClientEvidence(lab.client, System.nanoTime() + HOUR_NS, List.of(), List.of());
        lab.producer().evidence(fresh);
        assertThat(lab.evidence.of(lab.producer())).isSameAs(fresh);

        ClientEvidence old = new ClientEvidence(lab.client, System.nanoTime() - HOUR_NS, List.of(), List.of());
        lab.producer().evidence(old);
        ClientEvidence gathered = lab.evidence.of(lab.producer());
        assertThat(gathered).isNotNull().isNotSameAs(old);
        assertThat(lab.producer().evidence()).isSameAs(gathered);
    }

    private ClientEvidence gathered() {
        lab.producer().evidence(null);
        return lab.evidence.of(lab.producer());
    }

    private LossVerdict explain(String leader) {
        return gathered().explain(3_600_000, leader, null, "otherwise");
    }

    private String explained(String leader) {
        return explain(leader).text();
    }
}
