package io.kafkatcp.bench;

import io.kafkatcp.it.support.BusyRun;
import io.kafkatcp.lab.broker.Broker;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How long a producer at full speed stands still while the agent goes in and out: the longest gap between two
 * acknowledgements.
 */
final class Attaching {

    private static final long LEFT_ALONE_MS = 500;

    private Attaching() {}

    static void measure(Results results, int rounds, Path directory) throws Exception {
        Series gaps = new Series();
        try (Broker broker = BusyRun.broker();
                BusyRun busy = BusyRun.start(broker.bootstrapServers(), directory.resolve("busy.err"))) {
            for (int i = -1; i < rounds; i++) {
                double none = gapMs(busy, () -> Thread.sleep(LEFT_ALONE_MS));
                double attach = gapMs(busy, busy::attach);
                double detach = gapMs(busy, busy::detach);
                if (i >= 0) {
                    gaps.add("left alone", none);
                    gaps.add("attach", attach);
                    gaps.add("detach", detach);
                }
            }
            busy.end();
        }
        results.heading(List.of(
                "a producer at full speed, longest gap between two acknowledgements, ms",
                "median",
                "longest of " + rounds));
        for (String name : List.of("left alone", "attach", "detach")) {
            results.row(
                    name,
                    List.of(
                            String.format(Locale.ROOT, "%.0f", gaps.median(name)),
                            String.format(Locale.ROOT, "%.0f", gaps.most(name))));
        }
    }

    private interface Deed {
        void run() throws Exception;
    }

    private static double gapMs(BusyRun busy, Deed deed) throws Exception {
        busy.gapUs();
        deed.run();
        return busy.gapUs() / 1_000.0;
    }
}
