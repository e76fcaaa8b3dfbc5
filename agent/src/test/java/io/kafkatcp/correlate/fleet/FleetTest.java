package io.kafkatcp.correlate.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kafkatcp.recordfile.BadInput;
import io.kafkatcp.recordfile.Progress;
import io.kafkatcp.recordfile.RecordFiles;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What records say of each pair: which of them mean that the two reached each other, and which that nobody answered.
 */
class FleetTest {

    private static final String ENDS = "\"host\":\"h\",\"local_ip\":\"10.0.1.1\",\"peer_ip\":\"10.9.0.1\"";
    private static final long NOON_MS = Instant.parse("2026-11-22T12:00:30Z").toEpochMilli();
    private static final long NOON = Minutes.of(NOON_MS);

    private final List<String> lines = new ArrayList<>();

    @Test
    void whatOpensLivesOrIsAnsweredAfterIdleWorks() throws Exception {
        record("connection_opened", ENDS);
        record("connection_alive", ENDS);
        record("post_idle_send", ENDS + ",\"outcome\":\"answered\"");
        record("post_idle_send", ENDS + ",\"outcome\":\"acknowledged\"");

        assertThat(pair().counts()).containsExactly(entry("ok", 4L));
        assertThat(pair().worked()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"post_idle_send", "connection_closed", "batch_expired"})
    void whatEndsOrIsLostSaysNothingOfConnects(String event) throws Exception {
        record(event, ENDS + ",\"outcome\":\"closed\"");
        record("connection_opened", ENDS.replace("10.0.1.1", "10.0.1.2"));

        assertThat(fleet().pairs())
                .singleElement()
                .satisfies(pair -> assertThat(pair.localIp).isEqualTo("10.0.1.2"));
    }

    /** It is written once a minute, of the minute that is over. */
    @Test
    void aConnectionThatIsAliveWasSoTheMinuteBefore() throws Exception {
        record("connection_alive", ENDS);

        assertThat(pair().maybeReachedIn(NOON - 1, NOON - 1)).isTrue();
        assertThat(pair().surelyReachedIn(NOON - 1, NOON)).isTrue();
        assertThat(pair().maybeReachedIn(NOON, NOON)).isFalse();
    }

    @Test
    void aConnectWithoutOneOfTheAddressesBelongsToNoPair() throws Exception {
        record("connect_failed", "\"host\":\"h\",\"local_ip\":\"10.0.1.1\",\"outcome\":\"other\"");
        record("connect_failed", "\"host\":\"h\",\"peer_ip\":\"10.9.0.1\",\"outcome\":\"other\"");
        record("connection_closed", "\"host\":\"h\"");

        Fleet fleet = fleet();

        assertThat(fleet.withoutAddress()).isEqualTo(2);
        assertThat(fleet.pairs()).isEmpty();
    }

    /** The handshake of TLS or SASL hung: somebody had answered the SYN. */
    @ParameterizedTest
    @ValueSource(strings = {"broker_silent", "handshake_unacknowledged"})
    void aHandshakeThatTimesOutSaysThatTheHostAnswers(String verdict) throws Exception {
        failed("timeout", verdict);

        assertThat(pair().counts()).contains(entry("silent", 1L));
        assertThat(pair().timedOut()).isZero();
        assertThat(pair().surelyReachedIn(NOON, NOON)).isTrue();
        assertThat(pair().failedIn(NOON, NOON)).isFalse();
    }

    @Test
    void aSynThatTheProducersOwnHostDroppedSaysNothingOfTheBroker() throws Exception {
        failed("timeout", "conntrack_full");

        assertThat(pair().counts()).containsExactly(entry("other", 1L));
        assertThat(pair().surelyReachedIn(NOON, NOON)).isFalse();
        assertThat(pair().failedIn(NOON, NOON)).isFalse();
    }

    @Test
    void aTimeoutWithoutAnAnswerIsAFailure() throws Exception {
        failed("timeout", "connect_unanswered");

        assertThat(pair().counts()).containsExactly(entry("timeout", 1L));
        assertThat(pair().timedOut()).isEqualTo(1);
        assertThat(pair().failedIn(NOON, NOON)).isTrue();
        assertThat(pair().failedIn(NOON + 1, NOON + 1)).isFalse();
        assertThat(pair().lastRun().isWithoutRoute()).isFalse();
    }

    @Test
    void anUnreachableHostIsAFailureOfWhichNoSynLeft() throws Exception {
        failed("unreachable", "no_route");

        assertThat(pair().failedIn(NOON, NOON)).isTrue();
        assertThat(pair().lastRun().isWithoutRoute()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"tls,true", "auth,true", "reset,true", "silent,true", "refused,true", "dns,false"})
    void whoeverGetsAnythingBackReachedTheHost(String outcome, boolean reached) throws Exception {
        failed(outcome, "undetermined");

        assertThat(pair().surelyReachedIn(NOON, NOON)).isEqualTo(reached);
        assertThat(pair().failedIn(NOON, NOON)).isFalse();
        assertThat(pair().counts()).contains(entry(outcome, 1L));
    }

    @Test
    void aFailureWithoutAnOutcomeIsNoTimeout() throws Exception {
        record("connect_failed", ENDS);

        assertThat(pair().counts()).containsExactly(entry("other", 1L));
    }

    @Test
    void theProducersEntryForTheBrokerIsThatOfItsLastFailureInWhateverOrderRecordsCome() throws Exception {
        at(NOON_MS + 60_000, "connect_failed", ENDS + neighbour("02:00:00:00:00:02", true));
        at(NOON_MS, "connect_failed", ENDS + neighbour("02:00:00:00:00:01", true));
        at(NOON_MS + 120_000, "connect_failed", ENDS);
        assertThat(pair().neighbour().mac).isEqualTo("02:00:00:00:00:02");
        assertThat(pair().neighbour().complete).isTrue();
        assertThat(pair().neighbour().ip).isEqualTo("10.9.0.1");

        at(NOON_MS + 60_000, "connect_failed", ENDS + neighbour("02:00:00:00:00:03", false));
        assertThat(pair().neighbour().mac).isEqualTo("02:00:00:00:00:03");
        assertThat(pair().neighbour().complete).isFalse();
    }

    @Test
    void anEntryWithoutAHardwareAddressIsIncomplete() throws Exception {
        record("connect_failed", ENDS + ",\"neighbour_ip\":\"10.9.0.1\",\"neighbour_complete\":true");
        assertThat(pair().neighbour().complete).isFalse();

        record("connect_failed", ENDS + neighbour("no address", true));
        assertThat(pair().neighbour().mac).isNull();
        assertThat(pair().neighbour().complete).isFalse();
    }

    @Test
    void aBrokerIsKnownByAllItsNamesAndNumbersButNotByThoseOfBootstrapAddresses() throws Exception {
        record("connection_opened", ENDS + ",\"node_id\":\"-1\"");
        assertThat(pair().nodes()).isEmpty();
        assertThat(pair().names()).isEmpty();

        record("connection_opened", ENDS + ",\"server_name\":\"b\",\"node_id\":\"1\"");
        record("connection_opened", ENDS + ",\"server_name\":\"b\",\"node_id\":\"2\"");
        record("connection_opened", ENDS + ",\"server_name\":\"a\",\"node_id\":\"2\"");

        assertThat(pair().names()).containsExactly("a", "b");
        assertThat(pair().nodes()).containsExactly("1", "2");
    }

    @Test
    void aBrokerThatGetsAnotherNumberHasBoth() throws Exception {
        record("connection_opened", ENDS + ",\"server_name\":\"b\",\"node_id\":\"1\"");
        record("connection_opened", ENDS + ",\"server_name\":\"b\",\"node_id\":\"2\"");

        assertThat(pair().nodes()).containsExactly("1", "2");
    }

    @Test
    void allPairsOfABrokerAreFoundAndThoseOfItsOtherPortsAreNot() throws Exception {
        record("connection_opened", ENDS + ",\"peer_port\":9092");
        record("connection_opened", ENDS.replace("10.0.1.1", "10.0.1.2") + ",\"peer_port\":9092");
        record("connection_opened", ENDS + ",\"peer_port\":9093");
        Fleet fleet = fleet();

        assertThat(fleet.ofBroker(fleet.find("h", "10.0.1.1", "10.9.0.1", 9092)))
                .extracting(pair -> pair.localIp)
                .containsExactly("10.0.1.1", "10.0.1.2");
    }

    @Test
    void pairsThatAreReadAfterTheFirstLookAreFoundToo() throws Exception {
        record("connection_opened", ENDS);
        Fleet fleet = fleet();
        Pair first = fleet.pairs().get(0);

        fleet.pair("g", "10.0.1.1", "10.9.0.2", 9092).ok(NOON_MS - 1);
        fleet.pair("g", "10.0.1.1", "10.9.0.2", 9092).ok(NOON_MS + 120_000);
        first.ok(NOON_MS + 120_000);
        assertThat(fleet.sharing(first.producer)).containsExactly("g", "h");
        Pair third = fleet.pair("i", "10.0.1.3", "10.9.0.3", 9092);
        assertThat(fleet.pairs()).contains(third);
        assertThat(third.producer.describe()).isEqualTo("i (10.0.1.3)");
    }

    @Test
    void aBrokerKeepsItsFirstEightNames() throws Exception {
        for (int i = 1; i <= 9; i++) {
            record("connection_opened", ENDS + ",\"server_name\":\"b" + i + "\"");
        }

        assertThat(pair().names()).hasSize(8).doesNotContain("b9");
    }

    @Test
    void aPairIsKnownFromItsFirstRecordToItsLast() throws Exception {
        at(NOON_MS + 5_000, "connection_opened", ENDS);
        at(NOON_MS, "connection_opened", ENDS);
        at(NOON_MS + 9_000, "connect_failed", ENDS + ",\"outcome\":\"timeout\"");

        assertThat(pair().firstMs()).isEqualTo(NOON_MS);
        assertThat(pair().lastMs()).isEqualTo(NOON_MS + 9_000);
        assertThat(pair().lastOkMs()).isEqualTo(NOON_MS + 5_000);
    }

    @Test
    void aPairIsFoundByAllFourOfItsEndsAlone() throws Exception {
        record("connection_opened", ENDS + ",\"peer_port\":9092");
        Fleet fleet = fleet();

        assertThat(fleet.find("h", "10.0.1.1", "10.9.0.1", 9092))
                .isSameAs(fleet.pairs().get(0));
        assertThat(fleet.find("h", "10.0.1.1", "10.9.0.1", 9093)).isNull();
        assertThat(fleet.find("g", "10.0.1.1", "10.9.0.1", 9092)).isNull();
    }

    @Test
    void aProducerIsFoundByItsHostAndByItsAddressHoweverThatIsWritten() throws Exception {
        record("connection_opened", ENDS.replace("10.0.1.1", "2001:db8:0:0:0:0:0:1"));
        record("connection_opened", ENDS.replace("\"h\"", "\"g\""));
        Fleet fleet = fleet();

        assertThat(fleet.named("h"))
                .singleElement()
                .satisfies(producer -> assertThat(producer.localIp).isEqualTo("2001:db8:0:0:0:0:0:1"));
        assertThat(fleet.named("10.0.1.1"))
                .singleElement()
                .satisfies(producer -> assertThat(producer.host).isEqualTo("g"));
        assertThat(fleet.named("2001:DB8::1")).hasSize(1);
        assertThat(fleet.named("nobody")).isEmpty();
    }

    private static String neighbour(String mac, boolean complete) {
        return ",\"outcome\":\"timeout\",\"neighbour_ip\":\"10.9.0.1\",\"neighbour_mac\":\"" + mac
                + "\",\"neighbour_complete\":" + complete;
    }

    private void failed(String outcome, String verdict) {
        record("connect_failed", ENDS + ",\"outcome\":\"" + outcome + "\",\"verdict\":\"" + verdict + "\"");
    }

    private void record(String event, String fields) {
        at(NOON_MS, event, fields);
    }

    private void at(long timeMs, String event, String fields) {
        lines.add("{\"time\":\"" + Instant.ofEpochMilli(timeMs) + "\",\"event\":\"" + event
                + "\",\"agent_version\":\"1\"," + fields + "}");
    }

    private Pair pair() throws BadInput {
        return fleet().pairs().get(0);
    }

    private Fleet fleet() throws BadInput {
        Fleet fleet = new Fleet();
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        new RecordFiles(Fleet.FIELDS, new ByteArrayInputStream(text), new Progress(new PrintWriter(new StringWriter())))
                .readAll(List.of("-"), List.of(fleet::addAll));
        return fleet;
    }
}
