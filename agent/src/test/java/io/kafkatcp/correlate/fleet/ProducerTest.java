package io.kafkatcp.correlate.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whether an address is several hosts' at the same time, or passed from one to the next. */
class ProducerTest {

    private static final String IP = "172.17.0.2";

    private final Fleet fleet = new Fleet();

    @Test
    void anAddressThatTwoHostsHadForMoreThanAMinuteTogetherIsShared() {
        seen("a", 0, 600_000);
        seen("b", 539_999, 900_000);

        assertThat(fleet.sharing(producer("a"))).containsExactly("a", "b");
        assertThat(fleet.sharing(producer("b"))).containsExactly("a", "b");
    }

    @Test
    void clocksDifferByAMinuteWhereAnAddressPassesOn() {
        seen("a", 0, 600_000);
        seen("b", 540_000, 900_000);

        assertThat(fleet.sharing(producer("a"))).isEmpty();
    }

    @Test
    void aHostThatHadItWithinTheTimeOfAnotherSharesItHoweverShort() {
        seen("a", 0, 600_000);
        seen("b", 300_000, 300_000);

        assertThat(fleet.sharing(producer("a"))).containsExactly("a", "b");
        assertThat(fleet.sharing(producer("b"))).containsExactly("a", "b");
    }

    @Test
    void aHostThatHadItWithinAMinuteOfTheOthersBeginOrEndDoesNotShareIt() {
        seen("a", 0, 600_000);
        seen("first", 60_000, 60_000);
        seen("last", 540_000, 540_000);

        assertThat(fleet.sharing(producer("a"))).isEmpty();
    }

    @Test
    void allPairsOfAProducerSayWhenItHadTheAddress() {
        seen("a", 0, 0);
        fleet.pair("a", IP, "10.9.0.2", 9092).ok(600_000);
        seen("b", 300_000, 300_000);

        assertThat(fleet.sharing(producer("b"))).containsExactly("a", "b");
    }

    @Test
    void aProducerOfWhichNoRecordNamesTheHostSharesNothing() {
        seen(null, 0, 600_000);
        seen("b", 0, 600_000);

        assertThat(fleet.sharing(producer(null))).isEmpty();
        assertThat(fleet.sharing(producer("b"))).isEmpty();
        assertThat(producer(null).describe()).isEqualTo(IP);
    }

    @Test
    void aProducerIsFoundByHostAndAddress() {
        seen("a", 0, 0);
        assertThat(producer("a").describe()).isEqualTo("a (" + IP + ")");
        fleet.pair(IP, IP, "10.9.0.1", 9092).ok(0);
        assertThat(producer(IP).describe()).isEqualTo(IP);
    }

    @Test
    void allAddressesOfAHostAreOneMachine() {
        seen("a", 0, 0);

        assertThat(producer("a").machine()).isEqualTo("a");
        assertThat(fleet.pair("a", "10.0.0.9", "10.9.0.1", 9092)).satisfies(pair -> {
            fleet.arrange();
            assertThat(pair.producer.machine()).isEqualTo("a");
        });
    }

    /** A second shipper may drop the host of the same records. */
    @Test
    void aProducerWithoutAHostIsTheFirstHostThatHasItsAddress() {
        seen(null, 0, 0);
        assertThat(producer(null).machine()).isEqualTo(IP);

        seen("b", 0, 0);
        seen("a", 0, 0);
        assertThat(producer(null).machine()).isEqualTo("a");
    }

    @Test
    void aProducerIsCalledByItsHostAlone() {
        seen(null, 0, 0);
        seen("a", 0, 0);

        assertThat(producer("a").isCalled("a")).isTrue();
        assertThat(producer("a").isCalled(IP)).isFalse();
        assertThat(producer(null).isCalled(null)).isFalse();
    }

    private void seen(String host, long firstMs, long lastMs) {
        fleet.pair(host, IP, "10.9.0.1", 9092).ok(firstMs);
        fleet.pair(host, IP, "10.9.0.1", 9092).ok(lastMs);
    }

    private Producer producer(String host) {
        fleet.arrange();
        return fleet.pair(host, IP, "10.9.0.1", 9092).producer;
    }
}
