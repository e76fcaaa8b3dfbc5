package io.kafkatcp.bench;

import io.kafkatcp.it.apps.AcceptedChannels;
import io.kafkatcp.it.apps.BulkExpiry;
import io.kafkatcp.it.apps.FailingSends;
import io.kafkatcp.it.support.Built;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the agent adds when everything fails at once: sends that fail as fast as a thread can, thousands of batches that
 * expire together, and a broker's first response on each of thousands of connections.
 */
final class WorstHour {

    private static final String SECONDS = "9";
    private static final String WARM_SECONDS = "10";
    private static final List<String> ON_ONE_CPU = List.of("taskset", "-c", "0");

    private final List<Variant> variants;
    private final int rounds;
    private final Table table;

    WorstHour(Results results, List<Variant> all, int rounds) {
        this.variants = all.stream()
                .filter(variant -> List.of(Variant.BARE, Variant.OURS).contains(variant.name()))
                .toList();
        this.rounds = rounds;
        this.table = new Table(results, "the worst hour", variants);
    }

    void measure() throws IOException, InterruptedException {
        for (String failing : List.of("no-metadata", "no-memory", "partitions")) {
            Series rate = sideBySide(failing);
            table.row("max.block.ms=0, " + failing + ": failures in a second of the sending thread's CPU", rate, 0);
            table.ratios("... to no agent", rate, Variant.BARE);
        }
        Series expiry = run(BulkExpiry.class, "network_thread_cpu_us", "100", "5000");
        table.row("5,000 batches to 100 brokers expire together: CPU of the network thread, us", expiry, 0);
        table.differences("... more than with no agent, us", expiry, Variant.BARE, 0);
        Series accepted = run(AcceptedChannels.class, "cpu_ns_each", "8000");
        table.row("a first response on each of 8,000 accepted channels: CPU, ns each", accepted, 0);
        table.differences("... more than with no agent, ns", accepted, Variant.BARE, 0);
    }

    /** On one processor at the same time, so that whatever else the machine does befalls all alike. */
    private Series sideBySide(String failing) throws InterruptedException {
        Series series = new Series();
        for (int i = 0; i < rounds; i++) {
            List<CompletableFuture<Child.Said>> running = variants.stream()
                    .map(variant -> CompletableFuture.supplyAsync(() -> fail(variant, failing)))
                    .toList();
            for (int j = 0; j < running.size(); j++) {
                series.add(variants.get(j).name(), running.get(j).join().figure("^per_cpu_second ([0-9]+)$"));
            }
        }
        return series;
    }

    private static Child.Said fail(Variant variant, String failing) {
        try {
            return Child.run(
                    ON_ONE_CPU,
                    variant.with("-Xmx600m", "-XX:+UseSerialGC"),
                    Built.appClassPath(),
                    FailingSends.class.getName(),
                    List.of(failing, SECONDS, WARM_SECONDS));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Series run(Class<?> app, String figure, String... arguments) throws IOException, InterruptedException {
        Series series = new Series();
        for (int i = 0; i < rounds; i++) {
            for (Variant variant : variants) {
                Child.Said said = Child.run(
                        variant.with("-Xmx1g"),
                        Built.appClassPath(),
                        app.getName(),
                        new ArrayList<>(List.of(arguments)));
                series.add(variant.name(), said.figure("^" + figure + " ([0-9]+)$"));
            }
        }
        return series;
    }
}
