package io.kafkatcp.core.flow.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The virtual kernel on a slow line, held against Linux 6.18: 10 MB on one connection and 100 bytes each 100 ms on
 * others, congestion control reno, {@code tc qdisc add dev X root tbf rate 2mbit burst 3000 latency Nms} on a bridge
 * between two namespaces.
 */
class VirtualTcpTest {

    private static final double NEAR = 0.2;

    private final VirtualTime time = new VirtualTime();
    private final VirtualPath path = new VirtualPath("10.99.0.1:9092", 0.1, 0, 0, time, new Random(1));

    @ParameterizedTest
    @CsvSource({"50, 43000, 206, 264", "300, 42500, 66, 528", "1000, 42200, 197, 1264", "2000, 42300, 336, 2236"})
    void aLargeRequestTakesLosesAndMeasuresWhatItDoesOnARealLine(
            int queueMs, int realMs, int realDropped, int realLongestRtoMs) {
        VirtualLine line = new VirtualLine(2_000_000, queueMs);
        path.line(line);
        Answered answered = new Answered();
        VirtualTcp large = new VirtualTcp(time, path, 2, 1_000, answered);
        VirtualTcp small = new VirtualTcp(time, path, 2, 1_000, new Answered());
        large.write(10_000_004);
        sendEach(small);
        double doneMs = -1;
        int longestRtoMs = 0;
        while (doneMs < 0 && time.nowMs() < 80_000) {
            time.runTo(time.nowMs() + 50);
            longestRtoMs = Math.max(longestRtoMs, large.rtoMs());
            doneMs = answered.atMs;
        }

        assertThat(doneMs / realMs).isBetween(1 - NEAR, 1 + NEAR);
        assertThat((double) line.dropped() / realDropped).isBetween(1 - NEAR, 1 + NEAR);
        assertThat((double) longestRtoMs / realLongestRtoMs).isBetween(1 - NEAR, 1 + NEAR);
    }

    private void sendEach(VirtualTcp small) {
        if (small.stuckSinceMs() < 0) {
            small.write(100);
        }
        time.in(100, () -> sendEach(small));
    }

    private final class Answered implements VirtualTcp.Reader {

        private double atMs = -1;

        @Override
        public void responded(long inAll) {
            atMs = time.nowMs();
        }

        @Override
        public void broken(String error) {}

        @Override
        public void sendsAgain(int times, boolean hasArrived) {}
    }
}
