package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Networks that hold one rule of the judgement each: without it a connection that lives is lost, or a dead one stays.
 */
class FlowScenariosTest {

    private static final int SEEDS = 200;
    /** By then its loss is known. */
    private static final double KNOWN_MS = 10_000;

    /** One proof that the way is open says nothing of what is sent after it. */
    @Test
    void aWayThatIsDarkAgainAfterAMomentEndsNothing() {
        assertNothingLost("", 0.3, network -> {
            network.producer(20);
            network.producer(20);
            double firstMs = 150 + network.random.nextInt(350);
            network.path.darkFrom(KNOWN_MS, firstMs);
            network.path.darkFrom(KNOWN_MS + firstMs + 20 + network.random.nextInt(60), 6_000);
        });
    }

    /**
     * What was lost just before is sent again into the dark, and has the proofs that the way was open before and is
     * open afterwards: where packets are lost two retransmissions, which take 0.6 s, are not enough.
     */
    @Test
    void aWayThatGoesDarkJustAfterALossEndsNothing() {
        assertNothingLost("", 0.3, 0.005, KNOWN_MS + 20_000, network -> {
            network.producer(20);
            network.producer(20);
            // takes a request of one producer; then one of the other's is answered, before a next one overtakes the
            // first
            network.path.darkFrom(KNOWN_MS, 8);
            network.path.darkFrom(KNOWN_MS + 18, 600 + network.random.nextInt(600));
        });
    }

    /** What was acknowledged while the JVM stood still is not what its kernel sends again after that. */
    @Test
    void aLossThatBeganWhileTheJvmStoodStillIsAnotherOne() {
        assertNothingLost("", 0.3, network -> {
            network.producer(20);
            network.producer(20);
            double firstMs = 150 + network.random.nextInt(350);
            double secondMs = KNOWN_MS + firstMs + 300 + network.random.nextInt(300);
            network.path.darkFrom(KNOWN_MS, firstMs);
            network.path.darkFrom(secondMs, 2_000 + network.random.nextInt(1_000));
            double stopMs = KNOWN_MS + firstMs + network.random.nextInt(200);
            network.jvm.stops(stopMs, secondMs + 2_500);
        });
    }

    /** A peer holds acknowledgements back, and a slow broker's responses bring none before. */
    @Test
    void anAcknowledgementThatIsOnItsWayIsWaitedFor() {
        assertNothingLost("", 0.3, 0, 110_000, network -> {
            network.path.acknowledgesAfter(140);
            network.producer(400, 100, 300, 1_000_000);
            // takes a request and its first retransmission; the second gets through
            darkOnce(network, 50, 100_000, 205 + network.random.nextInt(20));
        });
    }

    /** The user timeout is lengthened for a closed window only while its probes are answered. */
    @Test
    void aFlowThatIsCutWhileItsWindowIsClosedIsGivenUpWithinItsUserTimeout() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            PlayedNetwork network = new PlayedNetwork(seed, "user-timeout=5s", 0.3, 0);
            network.producer(200, 900_000, 2, 1);
            network.brokerStops(3_000, 60_000);
            network.time.in(8_000, network::cutAll);
            // a probe that was sent in vain, for which the kernel has doubled its timeout five times
            network.time.runTo(8_000 + 6_400 + 5_000 + 3_000);

            assertThat(network.told).as("seed %s", seed).contains(Verdict.BROKER_NOT_READING);
            assertThat(network.lastGoneMs).as("seed %s", seed).isGreaterThan(8_000);
        }
    }

    /** The doubt about a first send ends where a comparison begins. */
    @Test
    void aFirstSendIntoAWayThatIsDarkForSevenSecondsGoesOn() {
        assertNothingLost("", 0.3, 0, 120_000, network -> {
            network.producer(40_000);
            darkOnce(network, 30_000, 0, 7_000);
        });
    }

    /** It is told after the second, which is left alone. */
    @Test
    void onAPathThatLosesLargePacketsConnectionsAreNotEndedAgainAndAgain() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            PlayedNetwork network = new PlayedNetwork(seed, "", 0.3, 0);
            network.path.losesAbove(1_400);
            network.producer(50, 5_000, 2, 1_000_000);
            network.time.runTo(60_000);

            assertThat(network.told).as("seed %s", seed).contains(Verdict.LARGE_PACKETS_LOST);
            assertThat(network.ended).as("seed %s", seed).isEqualTo(1);
        }
    }

    /** From the first send on that comes after so much rest. */
    private static void darkOnce(PlayedNetwork network, double restedMs, double afterMs, double forMs) {
        network.jvm.beforeSend(ms -> {
            double nowMs = network.time.nowMs();
            if (ms >= restedMs && nowMs >= afterMs && !network.path.isDarkBetween(0, nowMs + 1)) {
                network.path.darkFrom(nowMs, forMs);
            }
        });
    }

    private static void assertNothingLost(String settings, double roundTripMs, Consumer<PlayedNetwork> happens) {
        assertNothingLost(settings, roundTripMs, 0, KNOWN_MS + 20_000, happens);
    }

    private static void assertNothingLost(
            String settings, double roundTripMs, double loss, double endMs, Consumer<PlayedNetwork> happens) {
        List<String> lost = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            PlayedNetwork network = new PlayedNetwork(seed, settings, roundTripMs, loss);
            happens.accept(network);
            network.time.runTo(endMs);
            for (String one : network.livingLost) {
                lost.add("seed " + seed + ": " + one);
            }
        }
        assertThat(lost).isEmpty();
    }
}
