package io.kafkatcp.report.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.report.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgedStallsTest {

    @Test
    void connectionsThatDieWhileRecordsFlowAreAFinding() {
        List<Finding> findings = new Facts()
                .judged("flow_blackholed", "ended", "recovered")
                .judged("flow_blackholed", "ended", "recovered")
                .findings();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.title).isEqualTo("2 connections died while records flowed");
            assertThat(finding.evidence())
                    .first()
                    .asString()
                    .contains("another connection")
                    .contains("or loses packets as large as theirs");
            assertThat(finding.evidence().get(1))
                    .isEqualTo("The agent ended 2 of them; the slowest new connection worked 2.50 s after that.");
        });
    }

    @Test
    void whereItOnlyObservesItSaysHowToLetItAct() {
        List<Finding> findings =
                new Facts().judged("flow_blackholed", "would_end", null).findings();

        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.changes())
                        .anySatisfy(change -> assertThat(change).contains("mode=enforce")));
    }

    /** Its first send after idle is a finding of its own, and the same stall. */
    @Test
    void aFirstSendThatWasJudgedIsNotCountedTwice() {
        List<Finding> findings =
                new Facts().judged("ended", "recovered").blackholed(40_000).findings();

        assertThat(findings).noneSatisfy(finding -> assertThat(finding.title).contains("while records flowed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    peer_unreachable|1 connection stalled, and a new one to the same broker got no answer either
                    network_unreachable|1 connection stalled, and no broker answered a new one
                    large_packets_lost|Large packets are lost on the way: 1 connection
                    broker_not_reading|Brokers, or a proxy before them, stopped reading: 1 connection
                    handshake_unacknowledged|1 connection never got an acknowledgement after its SYN
                    """)
    void eachVerdictOfAStallIsAFinding(String verdict, String title) {
        List<Finding> findings = new Facts().judged(verdict, "left", null).findings();

        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.title).isEqualTo(title));
    }

    @Test
    void recordsLostByAnUnreachableBrokerAreNotLaidToNothingSeen() {
        List<Finding> findings = new Facts().expired(7, "peer_unreachable").findings();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.title).contains("a new one to the same broker got no answer");
            assertThat(finding.evidence()).contains("7 records were lost with it.");
        });
    }

    @Test
    void aConnectionThatKafkaGaveUpIsNoGoodNews() {
        List<Finding> findings =
                new Facts().ended("timeout", 30_004, 31_000, null).findings();

        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.title)
                        .isEqualTo("Kafka gave 1 connection up for want of an answer, and the agent did not see why"));
    }

    @Test
    void aConnectionThatKafkaGaveUpIsNotToldBesideItsCause() {
        List<Finding> findings = new Facts()
                .judged("peer_unreachable", "left", null)
                .ended("timeout", 30_004, 31_000, null)
                .findings();

        assertThat(findings).hasSize(1);
    }

    @Test
    void aStallInUseIsInTheTimeline() {
        assertThat(new Facts().judged("flow_blackholed", "ended", "recovered").page())
                .contains("judged stalls")
                .doesNotContain("No stall, failed connect");
    }
}
