package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What happens to networks that are well, or lose packets from the first or from a later moment on: in 200 tries each
 * no connection is ended that would have lived.
 */
class LivingConnectionsTest {

    private static final int TRIES = 200;
    /** Before and after 200 segments have been sent. */
    private static final double EARLY_MS = 1_000;

    private static final double LATE_MS = 10_000;
    /** @param everyMs between two requests, @param loss each way, 0 to 1 */
    private record Trouble(
            String name, double roundTripMs, double loss, double everyMs, double endMs, Happens happens) {

        @Override
        public String toString() {
            return name;
        }
    }

    private interface Happens {

        void at(PlayedNetwork network, double atMs);
    }

    private static final Happens NOTHING_ELSE = (network, atMs) -> {};

    static Stream<Trouble> troubles() {
        return Stream.of(
                new Trouble("loss of 5 % at 20 ms", 20, 0.05, 20, 30_000, NOTHING_ELSE),
                new Trouble("loss of 5 % at 100 ms", 100, 0.05, 20, 30_000, NOTHING_ELSE),
                new Trouble("loss of 5 % at 800 ms", 800, 0.05, 20, 30_000, NOTHING_ELSE),
                new Trouble("loss of 20 % at 20 ms", 20, 0.2, 20, 30_000, NOTHING_ELSE),
                new Trouble(
                        "loss of 20 % after 20 s without any",
                        20, 0, 20, 40_000, (network, atMs) -> begins(network, 0.2)),
                new Trouble(
                        "loss of 10 % after 20 s without any",
                        20, 0, 20, 40_000, (network, atMs) -> begins(network, 0.1)),
                new Trouble("an idle broker is stopped for 15 s", 0.3, 0, 8_000, 60_000, LivingConnectionsTest::stop),
                new Trouble("a busy broker is stopped for 15 s", 0.3, 0, 2, 40_000, LivingConnectionsTest::stop),
                new Trouble(
                        "the client is stopped for 20 s",
                        0.3,
                        0,
                        20,
                        50_000,
                        (network, atMs) -> network.jvm.stops(atMs, atMs + 20_000)),
                new Trouble(
                        "the way is dark for 5 s",
                        0.3,
                        0,
                        20,
                        40_000,
                        (network, atMs) -> network.path.darkFrom(atMs, 5_000)));
    }

    private static void begins(PlayedNetwork network, double loss) {
        network.time.in(20_000, () -> network.path.loses(loss));
    }

    private static void stop(PlayedNetwork network, double atMs) {
        network.brokerStops(atMs, 15_000);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void noneIsEndedThatWouldHaveLived(Trouble trouble) {
        List<String> lost = new ArrayList<>();
        for (long seed = 1; seed <= TRIES; seed++) {
            PlayedNetwork network = new PlayedNetwork(seed, "", trouble.roundTripMs, trouble.loss);
            network.producer(trouble.everyMs);
            network.producer(trouble.everyMs);
            double atMs = (seed % 2 == 0 ? LATE_MS : EARLY_MS) + network.random.nextInt(1_000);
            trouble.happens.at(network, atMs);
            network.time.runTo(trouble.endMs);
            for (String one : network.livingLost) {
                lost.add("seed " + seed + ": " + one);
            }
        }
        System.out.println(trouble.name + ": of " + 4 * TRIES + " connections " + lost.size() + " ended");
        assertThat(lost).isEmpty();
    }
}
