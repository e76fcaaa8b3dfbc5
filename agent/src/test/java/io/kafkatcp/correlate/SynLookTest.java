package io.kafkatcp.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.correlate.fleet.Fleet;
import io.kafkatcp.correlate.fleet.Neighbours;
import io.kafkatcp.correlate.fleet.Pair;
import io.kafkatcp.correlate.host.HostFile;
import io.kafkatcp.correlate.host.HostFileReader;
import io.kafkatcp.correlate.inventory.Inventory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the broker's kernel said, as ss and /proc print it, and what may be concluded from it. */
class SynLookTest {

    private static final String P = "10.0.1.1";
    private static final String B = "10.9.0.1";
    private static final String NOTHING = "";
    private static final String ANSWERED =
            "SYN-RECV 0 0 [::ffff:10.9.0.1]:9092 [::ffff:10.0.1.1]:49764 " + "timer:(on,1.364ms,4)\n";
    private static final String ESTABLISHED =
            "ESTAB 0 0 [::ffff:10.9.0.1]:9092 [::ffff:10.0.1.2]:40000 " + "timer:(keepalive,34sec,0)\n";
    private static final String ROOM = "LISTEN 0 50 *:9092 *:*\n";
    private static final String FULL = "LISTEN 51 50 *:9092 *:*\n";

    @TempDir
    Path directory;

    private final Fleet fleet = new Fleet();

    @BeforeEach
    void blackHole() {
        long from = fromMs();
        for (long t = from; t < from + 600_000; t += 20_000) {
            pair("p", P, B).failed("timeout", t);
            pair("p", P, "10.9.0.2").ok(t);
            pair("q", "10.0.1.2", B).ok(t);
            pair("r", "10.0.1.3", B).ok(t);
        }
    }

    @Test
    void aSocketInSynRecvForTheClientMeansThatTheAnswerIsLost() throws Exception {
        assertVerdict(
                PairVerdict.ANSWER_LOST,
                "sent its answer again 4 times",
                collected(ESTABLISHED, 0, 0, ROOM + ANSWERED));
        assertVerdict(
                PairVerdict.ANSWER_LOST,
                "sent its answer again 3 times",
                collected(
                        "   0: 0100090A:2384 0201000A:9C40 01 00000000:00000000 02:00000D88 00000000"
                                + "     0        0 1 1\n",
                        0,
                        0,
                        "   0: 00000000:2384 00000000:0000 0A 00000000:00000000 00:00000000 00000000"
                                + "     0        0 1 1\n"
                                + "   1: 0100090A:2384 0101000A:C264 03 00000000:00000000 01:00000064 00000003"
                                + "     0   0 0 0\n"));
    }

    @Test
    void aHandshakeThatIsJustGoingOnIsNoLostAnswer() throws Exception {
        String fresh = "SYN-RECV 0 0 10.9.0.1:9092 10.0.1.1:49764 timer:(on,900ms,0)\n";

        assertVerdict(PairVerdict.SYN_NEVER_SEEN, "no socket in SYN_RECV", collected(ESTABLISHED + fresh, 0, 0, ROOM));
    }

    @Test
    void noSocketForItWhileOthersAreConnectedByTheirOwnAddressesMeansThatTheSynNeverCame() throws Exception {
        Decision decision =
                assertVerdict(PairVerdict.SYN_NEVER_SEEN, "no socket in SYN_RECV", collected(ESTABLISHED, 0, 0, ROOM));

        assertThat(decision.remedy)
                .startsWith("on p (10.0.1.1): ip route get 10.9.0.1")
                .contains("security groups");
    }

    @Test
    void aFullQueueThatDropsMeansThatTheBrokerDoesNotAccept() throws Exception {
        assertVerdict(PairVerdict.BACKLOG_FULL, "dropped 12 SYNs", collected(ESTABLISHED, 12, 12, FULL + ANSWERED));
        assertVerdict(PairVerdict.SYN_NEVER_SEEN, "no socket in SYN_RECV", collected(ESTABLISHED, 0, 0, FULL));
    }

    /** Without a route for the answer Linux makes no socket, and counts the SYN as dropped. */
    @Test
    void dropsWithoutAFullQueueProveNothingOfTheWay() throws Exception {
        assertVerdict(PairVerdict.INCONCLUSIVE, "without a route back", collected(ESTABLISHED, 0, 7, ROOM));
    }

    @Test
    void whatIsNotTheBrokersOwnSideProvesNothing() throws Exception {
        assertVerdict(PairVerdict.INCONCLUSIVE, "something between changes addresses", collected(NOTHING, 0, 0, ROOM));
        assertVerdict(
                PairVerdict.INCONCLUSIVE,
                "something between changes addresses",
                collected(ESTABLISHED.replace("10.0.1.2", "10.0.9.9"), 0, 0, ROOM));
        assertVerdict(
                PairVerdict.INCONCLUSIVE,
                "not collected while it failed",
                collected(ESTABLISHED, 0, 0, ROOM + ANSWERED).replace("07:15", "09:15"));
    }

    /** As of the wrong broker, or of one of several behind a load balancer that keeps the clients' addresses. */
    @Test
    void whatDoesNotComeToAnotherHostProvesNothing() throws Exception {
        for (String sockets : new String[] {collected(ESTABLISHED, 0, 0, ROOM), collected(ESTABLISHED, 12, 12, FULL)}) {
            assertVerdict(
                    PairVerdict.INCONCLUSIVE,
                    "lists its host's addresses and 10.9.0.1 is none of them",
                    sockets.replace("inet 10.9.0.1/24", "inet 10.9.0.2/24"));
        }
        assertVerdict(
                PairVerdict.ANSWER_LOST,
                "answer",
                collected(ESTABLISHED, 0, 0, ROOM + ANSWERED).replace("inet 10.9.0.1/24", "inet 10.9.0.2/24"));
    }

    @Test
    void aFileWithoutTheHostsAddressesMayBeTheBrokers() throws Exception {
        String none = collected(ESTABLISHED, 0, 0, ROOM).replaceFirst("4: eth0 .*\n", "");

        assertVerdict(PairVerdict.SYN_NEVER_SEEN, "no socket in SYN_RECV", none);
        for (String loopback : new String[] {"inet 127.0.0.1/8", "inet6 ::1/128"}) {
            assertVerdict(
                    PairVerdict.SYN_NEVER_SEEN,
                    "no socket in SYN_RECV",
                    none.replace("# addresses\n", "# addresses\n1: lo    " + loopback + " scope host lo\n"));
        }
    }

    @Test
    void theProducersOwnOldConnectionSaysNothingOfOthers() throws Exception {
        assertVerdict(
                PairVerdict.INCONCLUSIVE,
                "something between changes addresses",
                collected(ESTABLISHED.replace("10.0.1.2", P), 0, 0, ROOM));
    }

    @Test
    void aSocketThatWaitsThroughTwoSamplesWaitsForItsLastAck() throws Exception {
        assertVerdict(
                PairVerdict.ANSWER_LOST,
                "sent its answer again 0 times",
                collected(ESTABLISHED, 0, 0, ROOM + ANSWERED.replace(",4)", ",0)")));
    }

    @Test
    void theBrokersWrongEntryExplainsTheLostAnswerAndNotASynThatNeverCame() throws Exception {
        String table = "10.0.1.1 dev eth0 lladdr 02:00:00:00:00:99 PERMANENT\n";
        Inventory inventory = Inventory.of(Map.of(P, "02:00:00:00:00:01"));

        assertThat(judge(collected(ESTABLISHED, 0, 0, ROOM + ANSWERED, table), inventory).verdict)
                .isEqualTo(PairVerdict.STALE_ARP);
        assertThat(judge(collected(ESTABLISHED, 0, 0, ROOM + ANSWERED, table.replace("PERMANENT", "STALE")), inventory)
                        .remedy)
                .contains("gc_thresh1=0 (now 128)");
        Decision never = judge(collected(ESTABLISHED, 0, 0, ROOM, table), inventory);
        assertThat(never.verdict).isEqualTo(PairVerdict.SYN_NEVER_SEEN);
        assertThat(never.reason).contains("the inventory says 02:00:00:00:00:01");
    }

    @Test
    void oneSampleAloneCannotSayThatNothingCame() throws Exception {
        String one = collected(ESTABLISHED, 0, 0, ROOM).replaceFirst("(?s)# sample [^#]*$", "");

        assertVerdict(PairVerdict.INCONCLUSIVE, "looked at once alone", one);
    }

    @Test
    void cookiesKeepNoSocket() throws Exception {
        String cookies = collected(ESTABLISHED, 0, 0, ROOM);
        int last = cookies.lastIndexOf("TcpExt: 0 ");

        assertVerdict(
                PairVerdict.INCONCLUSIVE,
                "SYN cookies",
                cookies.substring(0, last) + "TcpExt: 5 " + cookies.substring(last + "TcpExt: 0 ".length()));
    }

    @Test
    void aPortThatNobodyListensAtIsAnotherHostsFile() throws Exception {
        assertVerdict(
                PairVerdict.INCONCLUSIVE,
                "no listener at port 9092",
                collected(ESTABLISHED, 0, 0, ROOM.replace("9092", "9093")));
    }

    @Test
    void whatTheReversePathFilterDroppedIsNamed() throws Exception {
        String filtered = collected(ESTABLISHED, 0, 0, ROOM).replace("ListenDrops", "ListenDrops IPReversePathFilter");
        filtered = filtered.replace("TcpExt: 0 100 100\n", "TcpExt: 0 100 100 %d\n");

        assertVerdict(PairVerdict.SYN_NEVER_SEEN, "its rp_filter dropped 3 packets", String.format(filtered, 4, 7));
        assertThat(judge(String.format(filtered, 4, 4), Inventory.none()).reason)
                .doesNotContain("rp_filter");
    }

    @Test
    void socketsCountFromTheFirstFailureUntilAMinuteAfterTheLast() throws Exception {
        String seen = collected(ESTABLISHED, 0, 0, ROOM + ANSWERED);

        assertVerdict(PairVerdict.ANSWER_LOST, "answer", seen.replace("T07:15:0", "T07:10:0"));
        assertVerdict(PairVerdict.INCONCLUSIVE, "not collected while", seen.replace("T07:15:0", "T07:09:5"));
        assertVerdict(
                PairVerdict.ANSWER_LOST,
                "answer",
                seen.replace("T07:15:00", "T07:20:43").replace("T07:15:02", "T07:20:43"));
        assertVerdict(
                PairVerdict.INCONCLUSIVE,
                "not collected while",
                seen.replace("T07:15:00", "T07:20:44").replace("T07:15:02", "T07:20:44"));
    }

    @Test
    void theBrokersRightEntryTurnsTheSearchToTheWayBack() throws Exception {
        Inventory inventory = Inventory.of(Map.of(P, "02:00:00:00:00:01"));
        String right = "10.0.1.1 dev eth0 lladdr 02:00:00:00:00:01 REACHABLE\n";

        Decision lost = judge(collected(ESTABLISHED, 0, 0, ROOM + ANSWERED, right), inventory);
        assertThat(lost.verdict).isEqualTo(PairVerdict.ANSWER_LOST);
        assertThat(lost.remedy).isEqualTo("on 10.9.0.1: ip route get 10.0.1.1, then what stands on the way back");
        assertThat(judge(collected(ESTABLISHED, 0, 0, ROOM + ANSWERED), Inventory.none()).remedy)
                .contains("; ip neigh show 10.0.1.1, and compare it with the producer's own MAC");
    }

    @Test
    void theProducersWrongEntryExplainsASynThatNeverCame() throws Exception {
        Inventory inventory = Inventory.of(Map.of(P, "02:00:00:00:00:01", B, "02:00:00:00:00:02"));
        Neighbours.seenBy(pair("p", P, B), Neighbours.complete(fromMs() + 60_000, B, "02:00:00:00:00:99"));

        Decision decision = judge(collected(ESTABLISHED, 0, 0, ROOM), inventory);

        assertThat(decision.verdict).isEqualTo(PairVerdict.STALE_ARP);
        assertThat(decision.reason)
                .contains("no socket in SYN_RECV for 10.0.1.1")
                .contains("the producer has 02:00:00:00:00:99 for 10.9.0.1");
        assertThat(decision.remedy).startsWith("on p (10.0.1.1): ip neigh del 10.9.0.1");
    }

    /** Its own address is then not what the broker sees. */
    @Test
    void socketsOfAnAddressThatSeveralHostsHaveProveNothing() throws Exception {
        pair("s", P, "10.9.0.2").ok(fromMs());
        pair("s", P, "10.9.0.2").ok(fromMs() + 300_000);

        assertThat(judge(collected(ESTABLISHED, 0, 0, ROOM + ANSWERED), Inventory.none()).verdict)
                .isEqualTo(PairVerdict.INCONCLUSIVE);
    }

    private static long fromMs() {
        return Instant.parse("2026-11-22T07:10:00Z").toEpochMilli();
    }

    @Test
    void whereTheSocketsProveNothingAnotherPortThatAnswersAcquitsArpAllTheSame() throws Exception {
        fleet.pair("p", P, B, 9093).ok(fromMs() + 580_000);
        String before = collected(ESTABLISHED, 0, 0, ROOM).replace("T07:15:0", "T07:09:5");

        assertVerdict(PairVerdict.NOT_ARP, "why one of its ports fails", before);
    }

    private Decision assertVerdict(PairVerdict verdict, String why, String file) throws Exception {
        Decision decision = judge(file, Inventory.none());
        assertThat(decision.verdict).as(decision.reason).isEqualTo(verdict);
        assertThat(decision.reason).contains(why);
        return decision;
    }

    private Decision judge(String text, Inventory inventory) throws Exception {
        HostFile file = HostFileReader.read(Files.writeString(directory.resolve("collected.txt"), text));
        assertThat(file.problems()).isEmpty();
        Correlation correlation = new Correlation(fleet, new HashMap<>(Map.of(B, file)), inventory);
        assertThat(correlation.problems()).isEmpty();
        return correlation.decide().get(0);
    }

    private static String collected(String sockets, int overflows, int drops, String sample) {
        return collected(sockets, overflows, drops, sample, "10.0.1.7 dev eth0 lladdr 02:00:00:00:00:07 STALE\n");
    }

    private static String collected(String sockets, int overflows, int drops, String sample, String neighbours) {
        return "# collected 2026-11-22T07:15:00Z\n# host b\n# addresses\n"
                + "4: eth0    inet 10.9.0.1/24 brd 10.9.0.255 scope global eth0\\       valid_lft forever\n"
                + "# neighbours\n" + neighbours
                + "# gc_thresh\n/proc/sys/net/ipv4/neigh/default/gc_thresh1:128\n# sockets\n"
                + "State  Recv-Q Send-Q      Local Address:Port        Peer Address:Port Process\n" + sockets
                + sample("07:15:00", 100, 100, sample) + sample("07:15:02", 100 + overflows, 100 + drops, sample);
    }

    private static String sample(String time, int overflows, int drops, String rows) {
        return "# sample 2026-11-22T" + time + "Z\nTcpExt: SyncookiesSent ListenOverflows ListenDrops\nTcpExt: 0 "
                + overflows + " " + drops + "\n" + rows;
    }

    private Pair pair(String host, String localIp, String peerIp) {
        return fleet.pair(host, localIp, peerIp, 9092);
    }
}
