package io.kafkatcp.core.sink.jmx;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long first sends after idle waited for their answer, as a Prometheus histogram: for each bound, how many took at
 * most so long. Written on the agent's thread, read on any.
 */
public final class JmxHistogram extends JmxBean {

    /** Milliseconds. */
    private static final long[] BOUNDS = {
        5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, Long.MAX_VALUE
    };

    private final AtomicLongArray atMost = new AtomicLongArray(BOUNDS.length);
    private volatile long sumMs;

    JmxHistogram() {
        super(
                "First sends after idle that were answered",
                "Count",
                "how many were answered",
                "SumMilliseconds",
                "what they waited for their answers in all, in milliseconds");
    }

    void add(long ms) {
        sumMs += ms;
        for (int i = 0; i < BOUNDS.length; i++) {
            if (ms <= BOUNDS[i]) {
                atMost.incrementAndGet(i);
            }
        }
    }

    /** In seconds, as Prometheus writes them in its label {@code le}. */
    static String[] bounds() {
        String[] texts = new String[BOUNDS.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = BOUNDS[i] == Long.MAX_VALUE ? "+Inf" : Double.toString(BOUNDS[i] / 1_000.0);
        }
        return texts;
    }

    JmxBean bucket(String bound) {
        final int index = Arrays.asList(bounds()).indexOf(bound);
        return new JmxBean(
                "First sends after idle that were answered within so many seconds",
                "Bucket",
                "how many were answered within " + bound + " seconds") {
            @Override
            long value(String attribute) {
                return atMost.get(index);
            }
        };
    }

    @Override
    long value(String attribute) {
        return attribute.equals("Count") ? atMost.get(BOUNDS.length - 1) : sumMs;
    }
}
