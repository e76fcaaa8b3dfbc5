package io.kafkatcp.core.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.incident.Incident;
import io.kafkatcp.core.connection.incident.Incidents;
import io.kafkatcp.core.record.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossVerdictTest {

    private static final Incident SILENT = new Incident("1", Verdict.BROKER_SILENT, "node 1 answered nothing");

    private final Incidents incidents = new Incidents();

    @Test
    void aDeadLeaderFollowedByADeadMetadataConnectionIsToldAsAChainThatBeginsWithTheLeader() {
        incidents.add(new Incident("-1", Verdict.CONNECT_REFUSED, "the connect to node -1 failed"));
        incidents.add(new Incident("1", Verdict.BROKER_SILENT, "of no account any more"));
        incidents.add(new Incident("1", Verdict.FLOW_BLACKHOLED, "the first send to node 1 was unanswered"));

        LossVerdict why = LossVerdict.of(
                incidents.ofTheLast(3_600_000, "1"), "its partition is muted", List.of(SILENT), "otherwise");

        assertThat(why.verdict()).isEqualTo(Verdict.FLOW_BLACKHOLED);
        assertThat(why.text()).isEqualTo("the first send to node 1 was unanswered; then the connect to node -1 failed");
    }

    @Test
    void ofAHundredBrokersThatAreGoneAtOnceTheFirstFewAreToldAndTheOthersCounted() {
        List<Incident> hundred = IntStream.range(0, 100)
                .mapToObj(node -> new Incident(Integer.toString(node), Verdict.FLOW_BLACKHOLED, "node " + node))
                .toList();

        assertThat(LossVerdict.of(hundred, null, List.of(), "otherwise").text())
                .isEqualTo("node 0; then node 1; then node 2; then node 3; then node 4; and 95 more");
    }

    @Test
    void ofFiveAllAreToldAndNoneIsCounted() {
        List<Incident> five = IntStream.range(0, 5)
                .mapToObj(node -> new Incident(Integer.toString(node), Verdict.FLOW_BLACKHOLED, "node " + node))
                .toList();

        assertThat(LossVerdict.of(five, null, List.of(), "otherwise").text())
                .isEqualTo("node 0; then node 1; then node 2; then node 3; then node 4");
    }

    @Test
    void whatHappenedBeforeTheBatchWasMadeIsNoEvidence() throws Exception {
        incidents.add(new Incident("1", Verdict.FLOW_BLACKHOLED, "long ago"));
        Thread.sleep(5);

        assertThat(incidents.ofTheLast(1, "1")).isEmpty();
    }

    @Test
    void whatTheClientItselfKeptBackWasNeverSentAndWhoItWaitsForIsTold() {
        LossVerdict why = LossVerdict.of(List.of(), "its partition is muted", List.of(SILENT), "otherwise");

        assertThat(why.verdict()).isEqualTo(Verdict.NEVER_SENT);
        assertThat(why.text()).isEqualTo("its partition is muted; then node 1 answered nothing");
    }

    @Test
    void whatWasAcknowledgedAndNotAnsweredIsTheBrokersSilence() {
        assertThat(LossVerdict.of(List.of(), null, List.of(SILENT), "otherwise").verdict())
                .isEqualTo(Verdict.BROKER_SILENT);
    }

    @Test
    void withoutAnyEvidenceNothingIsDetermined() {
        LossVerdict why = LossVerdict.of(List.of(), null, List.of(), "there is no connection");

        assertThat(why.verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(why.text()).isEqualTo("there is no connection");
    }

    @Test
    void aStandstillOfTheClientComesFirstWhereItTookHalfOfTheTime() {
        incidents.add(new Incident("1", Verdict.CONNECT_REFUSED, "the connect failed"));
        incidents.add(Incident.ofClient("the thread was held up", 5_000_000));

        assertThat(LossVerdict.of(incidents.ofTheLast(6_000_000, "1"), null, List.of(), "")
                        .verdict())
                .isEqualTo(Verdict.CLIENT_STALLED);
        assertThat(LossVerdict.of(incidents.ofTheLast(60_000_000, "1"), null, List.of(), "")
                        .verdict())
                .isEqualTo(Verdict.CONNECT_REFUSED);
    }

    @Test
    void theSameStandstillSeenTwiceIsToldOnceAndAtItsLongest() {
        incidents.add(Incident.ofClient("the whole JVM did not run", 5_000_000));
        incidents.add(Incident.ofClient("the thread was held up", 2_000_000));

        assertThat(incidents.ofTheLast(6_000_000, "1"))
                .singleElement()
                .extracting(incident -> incident.heldUpMs())
                .isEqualTo(5_000_000L);
    }

    @Test
    void onlyTheLastIncidentsAreKept() {
        for (int i = 0; i < 100; i++) {
            incidents.add(new Incident(Integer.toString(i), Verdict.UNDETERMINED, "incident " + i));
        }

        assertThat(incidents.ofTheLast(3_600_000, "99"))
                .hasSize(16)
                .first()
                .extracting(incident -> incident.nodeId())
                .isEqualTo("99");
    }
}
