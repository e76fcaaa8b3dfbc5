package io.kafkatcp.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.kernel.Trackings;
import io.kafkatcp.core.record.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ConnectVerdictTest {

    private static final long SECOND_NS = 1_000_000_000L;

    private final Client client = new Client("p", "producer", new Object(), new Object(), null);
    private final Connection connection = new Connection(client, "1", "b", 0);
    private final Handshake handshake = connection.handshake();

    @Test
    void aSynWithoutAnAnswerIsUnansweredWhateverElseIsNotKnown() {
        handshake.synRetransmits(3);

        assertThat(verdict("timeout")).isEqualTo(Verdict.CONNECT_UNANSWERED);
        assertThat(sentence("timeout")).contains("sent again 3 times and nothing came back");
    }

    @Test
    void aSynThatWasDroppedByThisHostsOwnConnectionTrackingSaysNothingOfTheBroker() {
        handshake.look(Trackings.of(4, 4, 10), 7);
        handshake.synRetransmits(1);
        handshake.look(Trackings.of(4, 4, 12), 8);

        assertThat(verdict("timeout")).isEqualTo(Verdict.CONNTRACK_FULL);
        assertThat(sentence("timeout"))
                .contains("4 of 4 entries, 2 packet(s) dropped")
                .contains("nf_conntrack_max")
                .contains("Whether it would have been answered is not known.")
                .doesNotContain("ARP");
    }

    @Test
    void aFullTableThatDroppedNothingMeanwhileIsNotTheCause() {
        handshake.look(Trackings.of(4, 4, 10), 7);
        handshake.synRetransmits(2);
        handshake.look(Trackings.of(4, 4, 10), 8);

        assertThat(verdict("timeout")).isEqualTo(Verdict.CONNECT_UNANSWERED);
    }

    @Test
    void aSynThatLeftIsNotTheFullTablesThoughOthersFoundNoRoom() {
        handshake.look(Trackings.of(4, 4, 10), 7);
        handshake.synRetransmits(2);
        handshake.look(Trackings.of(4, 4, 500), 7);

        assertThat(verdict("timeout")).isEqualTo(Verdict.CONNECT_UNANSWERED);
    }

    @Test
    void aTableThatHasRoomIsNotTheCauseThoughItDroppedSomething() {
        handshake.look(Trackings.of(3, 4, 10), 7);
        handshake.synRetransmits(2);
        handshake.look(Trackings.of(3, 4, 12), 8);

        assertThat(verdict("timeout")).isEqualTo(Verdict.CONNECT_UNANSWERED);
    }

    @Test
    void beforeTheSynWasSentAgainAFullTableProvesNothing() {
        handshake.synRetransmits(0);
        handshake.look(Trackings.of(4, 4, -1), -1);

        assertThat(handshake.trackingFull()).isNull();

        handshake.synRetransmits(1);
        handshake.look(Trackings.of(4, 4, -1), -1);

        assertThat(handshake.trackingFull()).as("where drops are not told").isEqualTo("4 of 4 entries");
    }

    @Test
    void aHandshakeThatHangsIsTheBrokersSilenceWhereItsKernelHasWhatWasSent() {
        connection.opened(1_000_000, 0);
        handshake.acknowledged(true);

        assertThat(verdict("timeout")).isEqualTo(Verdict.BROKER_SILENT);
        assertThat(sentence("timeout")).contains("had acknowledged what was sent");
    }

    @Test
    void aHandshakeThatIsNotAcknowledgedNeverReachedTheBroker() {
        connection.opened(1_000_000, 0);
        handshake.acknowledged(false);

        assertThat(verdict("timeout")).isEqualTo(Verdict.HANDSHAKE_UNACKNOWLEDGED);
        assertThat(sentence("timeout"))
                .contains("SYN cookies")
                .contains("larger than a SYN")
                .contains("dark since");
    }

    @Test
    void whereTheKernelDoesNotTellAHandshakeThatHangsAccusesNobody() {
        connection.opened(1_000_000, 0);

        assertThat(verdict("timeout")).as("its request may have got lost").isEqualTo(Verdict.UNDETERMINED);
        assertThat(sentence("timeout")).isEqualTo(".");
    }

    @Test
    void onlyOfIpv4TheKernelHasOneReasonToGiveNoAddress() throws Exception {
        connection.endpoints().connectTo(new InetSocketAddress(InetAddress.getByName("10.0.0.1"), 9_092));
        assertThat(verdict("no_port")).isEqualTo(Verdict.LOCAL_PORTS_EXHAUSTED);
        assertThat(sentence("no_port")).endsWith("no free port for another connection to this peer.");

        connection.endpoints().connectTo(new InetSocketAddress(InetAddress.getByName("fd00::1"), 9_092));
        assertThat(verdict("no_port")).isEqualTo(Verdict.UNDETERMINED);
        assertThat(sentence("no_port")).endsWith("or no address of its own towards it.");
    }

    @Test
    void everyOtherOutcomeHasItsVerdict() {
        assertThat(verdict("refused")).isEqualTo(Verdict.CONNECT_REFUSED);
        assertThat(verdict("unreachable")).isEqualTo(Verdict.UNREACHABLE);
        assertThat(verdict("dns")).isEqualTo(Verdict.NAME_UNRESOLVED);
        assertThat(verdict("tls")).isEqualTo(Verdict.REJECTED);
        assertThat(verdict("auth")).isEqualTo(Verdict.REJECTED);
        assertThat(verdict("reset")).isEqualTo(Verdict.UNDETERMINED);
        assertThat(sentence("refused")).isEqualTo(".");
    }

    @Test
    void aConnectThatTookASecondWasAnsweredWhenTheSynHadBeenSentAgain() {
        connection.connecting(0);
        handshake.synRetransmits(0);
        connection.opened(SECOND_NS + 20_000_000, 0);

        assertThat(connection.handshake().synRetransmits()).isEqualTo(1);
        assertThat(ConnectVerdict.ofOpened(connection)).isEqualTo(Verdict.SYN_ANSWERED_LATE);
        assertThat(handshake.tookMs()).isEqualTo(-1);
    }

    @Test
    void theTimeThatANameTakesIsNotTheSyns() {
        connection.connecting(3 * SECOND_NS);
        connection.opened(3 * SECOND_NS + 20_000_000, 0);

        assertThat(connection.handshake().synRetransmits()).isZero();
        assertThat(ConnectVerdict.ofOpened(connection)).isNull();
        assertThat(handshake.tookMs()).isEqualTo(20);
    }

    @Test
    void aClientThatDidNotRunFindsAnAnswerLateThatCameInTime() {
        connection.connecting(0);
        client.thread().paused(1_500);
        connection.opened(2 * SECOND_NS, 0);

        assertThat(connection.handshake().synRetransmits()).isEqualTo(-1);
        assertThat(ConnectVerdict.ofOpened(connection)).isNull();
    }

    @Test
    void aJvmThatStoodStillFindsAnAnswerLateThatCameInTime() {
        connection.connecting(0);
        connection.opened(2 * SECOND_NS, 1_400);

        assertThat(handshake.synRetransmits()).as("nobody saw it sent again").isEqualTo(-1);
        assertThat(ConnectVerdict.ofOpened(connection)).isNull();
    }

    private Verdict verdict(String outcome) {
        return ConnectVerdict.of(outcome, connection);
    }

    private String sentence(String outcome) {
        return ConnectVerdict.sentence(outcome, connection);
    }
}
