package io.kafkatcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records and tables that look like a fault of somebody who has none. */
class CorrelateAccusesNobodyTest extends CorrelateFixture {

    private static final String B = "10.9.0.1";
    private static final String OTHER = "10.9.0.2";
    private static final String P = "10.0.1.1";
    private static final String Q = "10.0.1.2";
    private static final String R = "10.0.1.3";
    private static final int DAY_S = 86_400;

    /** Its pod has another address then, and its old one may still try. */
    @Test
    void aProducerThatWasStartedAnewIsNoSecondProducerThatFails() throws Exception {
        records.fails(600, 720, "p", P, B).fails(720, 860, "p", Q, B).works(600, 860, "p", P, OTHER);

        assertThat(correlate()).containsEntry("p 10.9.0.1:9092", "undetermined");
    }

    @Test
    void aHostWithTwoAddressesIsOneWitness() throws Exception {
        records.fails(600, 900, "p", P, B).works(600, 900, "p", P, OTHER);
        records.works(600, 900, "q", Q, B).works(600, 900, "q", R, B);

        assertThat(correlate()).containsEntry("p 10.9.0.1:9092", "undetermined");
    }

    @Test
    void twoFailuresThatTwoShippersBroughtAreNotFour() throws Exception {
        records.fails(600, 600, "p", P, B).fails(680, 680, "p", P, B).works(500, 800, "p", P, OTHER);
        records.works(500, 800, "q", Q, B).works(500, 800, "r", R, B).allTwice(true);

        assertThat(correlate()).containsEntry("p 10.9.0.1:9092", "undetermined");
    }

    @Test
    void aProducerOfWhichTheSecondShipperDropsTheHostIsNoSecondOne() throws Exception {
        records.fails(600, 900, "p", P, B).works(600, 900, "p", P, OTHER).allTwice(false);
        assertThat(correlate()).containsEntry("p 10.9.0.1:9092", "undetermined");

        records.works(600, 900, "q", Q, B).works(600, 900, null, Q, B);
        assertThat(correlate()).containsEntry("p 10.9.0.1:9092", "undetermined");
    }

    /** A machine without a clock of its own begins in 1970, until it has asked for the time. */
    @Test
    void aRecordOfAClockThatWasNotSetTakesNoLaterOneAway() throws Exception {
        int in1970 = (int) -Duration.between(Instant.EPOCH, FleetRecords.FROM).getSeconds();
        for (String[] witness : new String[][] {{"q", Q}, {"r", R}}) {
            records.works(in1970, in1970, witness[0], witness[1], B);
        }
        records.works(600, 900, "q", Q, B).works(600, 900, "r", R, B);
        records.fails(600, 900, "p", P, B).works(600, 900, "p", P, OTHER).fails(600, 900, "s", "10.0.1.4", B);

        Map<String, String> verdicts = correlate();

        assertThat(verdicts)
                .containsEntry("p 10.9.0.1:9092", "pair_black_hole")
                .containsEntry("s 10.9.0.1:9092", "undetermined");
        for (long seed = 1; seed <= 10; seed++) {
            records.shuffled(seed);
            assertThat(correlate()).as("order " + seed).isEqualTo(verdicts);
        }
    }

    /** The broker comes back at 785 s; of p nothing is known by then, for its file was fetched. */
    @Test
    void aConnectionThatWasJustOpenedIsAliveAndWasNotSoAMinuteBefore() throws Exception {
        records.fails(600, 760, "p", P, B).works(600, 760, "p", P, OTHER);
        for (String[] other : new String[][] {{"q", Q}, {"r", R}}) {
            records.fails(600, 780, other[0], other[1], B);
            records.at(785, "connection_opened", other[0], other[1], B, 9092, "\"connect_ms\":2");
            records.at(790, "connection_alive", other[0], other[1], B, 9092, "\"responses\":1");
        }

        assertThat(correlate()).containsEntry("p 10.9.0.1:9092", "undetermined");
    }

    /** Nobody reached the broker yesterday; p has not sent to it since, and one connect of today is lost. */
    @Test
    void anOutageOfYesterdayAndOneLostConnectOfTodayMakeNoBlackHole() throws Exception {
        records.fails(600, 900, "p", P, B).fails(600, 900, "q", Q, B).fails(600, 900, "r", R, B);
        records.works(DAY_S, DAY_S + 600, "q", Q, B).works(DAY_S, DAY_S + 600, "r", R, B);
        records.works(DAY_S, DAY_S + 600, "p", P, OTHER).fails(DAY_S + 500, DAY_S + 500, "p", P, B);

        assertThat(correlate())
                .containsEntry("p 10.9.0.1:9092", "undetermined")
                .containsEntry("q 10.9.0.1:9092", "transient");
        assertThat(reason("p 10.9.0.1:9092")).contains("too few of them in the last five minutes");
    }

    @Test
    void theHardwareAddressWithWhichAzureAnswersForAllIsNotStale() throws Exception {
        String azure = "12:34:56:78:9a:bc";
        blackHole(",\"neighbour_ip\":\"" + B + "\",\"neighbour_mac\":\"" + azure + "\",\"neighbour_complete\":true");
        Path table = file("table.txt", COLLECTED + P + " dev eth0 lladdr " + azure + " REACHABLE\n");

        assertThat(correlate("--inventory", ofAll())).containsEntry("p 10.9.0.1:9092", "pair_black_hole");
        assertThat(reason("p 10.9.0.1:9092")).contains("Azure's network answers every ARP request with it");
        assertThat(correlate("--inventory", ofAll(), "--neighbours", B + "=" + table))
                .containsEntry("p 10.9.0.1:9092", "inconclusive");
    }

    @Test
    void theHardwareAddressThatTwoRoutersShareIsNotStale() throws Exception {
        for (String shared : new String[] {"00:00:5e:00:01:0a", "00:00:0c:07:ac:01", "00:00:0c:9f:f0:01"}) {
            blackHole("");
            Path table = file("table.txt", COLLECTED + P + " dev eth0 lladdr " + shared + " REACHABLE\n");

            assertThat(correlate("--inventory", ofAll(), "--neighbours", B + "=" + table))
                    .as(shared)
                    .containsEntry("p 10.9.0.1:9092", "inconclusive");
        }
    }

    @Test
    void whatAnswersArpForOthersThatWorkIsNotStale() throws Exception {
        blackHole("");
        String proxy = " dev eth0 lladdr 02:00:00:00:00:77 REACHABLE\n";
        Path ofBroker = file("broker.txt", COLLECTED + P + proxy + Q + proxy);
        Path ofProducer = file("producer.txt", COLLECTED + B + proxy + OTHER + proxy);

        assertThat(correlate("--inventory", ofAll(), "--neighbours", B + "=" + ofBroker))
                .containsEntry("p 10.9.0.1:9092", "inconclusive");
        assertThat(reason("p 10.9.0.1:9092"))
                .contains("but so it has for 10.0.1.2, which works and is 02:00:00:00:00:02 in the inventory");
        assertThat(correlate("--inventory", ofAll(), "--neighbours", "p=" + ofProducer))
                .containsEntry("p 10.9.0.1:9092", "pair_black_hole");
    }

    /** A table of one container is not that of the others, whose address is the same. */
    @Test
    void aTableGivenByAnAddressThatSeveralHostsHaveIsNobodysUnlessItSaysWhose() throws Exception {
        for (String host : new String[] {"p", "q", "r"}) {
            records.works(0, 1_780, host, "172.17.0.2", OTHER);
        }
        records.works(0, 1_780, "q", "172.17.0.2", B).works(0, 1_780, "r", "172.17.0.2", B);
        records.fails(0, 1_780, "p", "172.17.0.2", B);
        String stale = B + " dev eth0 lladdr " + STALE + " REACHABLE\n";

        assertThat(correlate("--inventory", ofAll(), "--neighbours", "172.17.0.2=" + file("t", COLLECTED + stale)))
                .containsEntry("p 10.9.0.1:9092", "pair_black_hole");
        assertThat(err).contains("skipped, for 172.17.0.2 is the local address of 3 hosts at the same time");
        Path ofQ = file("of-q", COLLECTED + "# host q\n" + stale);
        assertThat(correlate("--inventory", ofAll(), "--neighbours", "172.17.0.2=" + ofQ))
                .containsEntry("p 10.9.0.1:9092", "pair_black_hole");
        Path ofP = file("of-p", COLLECTED + "# host p\n" + stale);
        assertThat(correlate("--inventory", ofAll(), "--neighbours", "172.17.0.2=" + ofP))
                .containsEntry("p 10.9.0.1:9092", "stale_arp");
    }

    private void blackHole(String more) {
        records.fails("p", P, B, 9092, more).works("p", P, OTHER, 9092);
        records.works("q", Q, B, 9092).works("r", R, B, 9092);
    }

    private String ofAll() throws Exception {
        return file(
                        "inventory.csv",
                        "ip,mac\n" + P + ",02:00:00:00:00:01\n" + Q + ",02:00:00:00:00:02\n" + B
                                + ",02:00:00:00:00:11\n" + OTHER + ",02:00:00:00:00:12\n")
                .toString();
    }
}
