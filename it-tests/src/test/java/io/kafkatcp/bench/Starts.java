package io.kafkatcp.bench;

import io.kafkatcp.it.apps.FirstAck;
import io.kafkatcp.it.apps.Footprint;
import io.kafkatcp.it.apps.NoKafka;
import io.kafkatcp.it.support.Built;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How long a JVM takes to start, and what it comes to, without Kafka and with it. */
final class Starts {

    private final Results results;
    private final List<Variant> variants;
    private final int rounds;
    private final Series time = new Series();
    private final Series peak = new Series();
    private final Series steady = new Series();
    private final Series classes = new Series();
    private final Series threads = new Series();

    private Starts(Results results, List<Variant> variants, int rounds) {
        this.results = results;
        this.variants = variants;
        this.rounds = rounds;
    }

    static void withoutKafka(Results results, List<Variant> variants, int rounds) throws IOException, InterruptedException {
        Starts starts = new Starts(results, variants, rounds);
        starts.run(Built.bareClassPath(), NoKafka.class, List.of(), said -> Map.of(starts.time, said.totalMs()));
        starts.run(Built.bareClassPath(), Footprint.class, List.of(), starts::comeTo);
        Table table = new Table(results, "a JVM that does nothing", variants);
        table.row("from start to end, ms", starts.time, 0);
        table.ratios("... to the empty agent", starts.time, Variant.EMPTY);
        starts.footprint(table);
    }

    static void withKafka(Results results, List<Variant> variants, int rounds, String bootstrap) throws IOException, InterruptedException {
        Starts starts = new Starts(results, variants, rounds);
        starts.run(Built.appClassPath(), FirstAck.class, List.of(bootstrap), said -> {
            Map<Series, Double> figures = new HashMap<>(starts.comeTo(said));
            figures.put(starts.time, said.whenMs(FirstAck.DONE));
            return figures;
        });
        Table table = new Table(results, "a producer", variants);
        table.row("from start to the first acknowledged record, ms", starts.time, 0);
        table.differences("... above the empty agent, ms", starts.time, Variant.EMPTY, 0);
        starts.footprint(table);
    }

    /** The first round warms the disk's cache and does not count. */
    private void run(String classPath, Class<?> main, List<String> arguments, Function<Child.Said, Map<Series, Double>> figures)
            throws IOException, InterruptedException {
        for (int i = -1; i < rounds; i++) {
            for (Variant variant : variants) {
                Child.Said said = Child.run(variant, classPath, main.getName(), arguments);
                if (i >= 0) {
                    figures.apply(said).forEach((series, figure) -> series.add(variant.name(), figure));
                }
            }
        }
    }

    private Map<Series, Double> comeTo(Child.Said said) {
        return Map.of(peak, said.figure("^VmHWM: (\\d+)") / 1024, steady, said.figure("^VmRSS: (\\d+)") / 1024, classes, said.figure("^classes (\\d+)"),
                threads, said.figure("^threads (\\d+)"));
    }

    private void footprint(Table table) {
        table.row("peak resident memory, MiB", peak, 1);
        table.row("resident at the end, MiB", steady, 1);
        table.differences("... above the empty agent, MiB", steady, Variant.EMPTY, 1);
        table.row("classes loaded", classes, 0);
        table.row("threads", threads, 0);
    }
}
