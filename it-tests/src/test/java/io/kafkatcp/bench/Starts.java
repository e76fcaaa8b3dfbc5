package io.kafkatcp.bench;

import io.kafkatcp.it.apps.FirstAck;
import io.kafkatcp.it.apps.Footprint;
import io.kafkatcp.it.apps.NoKafka;
import io.kafkatcp.it.support.Built;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How long a JVM takes to start, and what it comes to, without Kafka and with it. */
final class Starts {

    /** Of a heap that grows, what is resident is mostly how much garbage fits before the collector is next called. */
    private static final String[] FIXED_HEAP = {"-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch"};

    private final Results results;
    private final List<Variant> variants;
    private final int rounds;
    private final Series time = new Series();
    private final Series peak = new Series();
    private final Series beside = new Series();
    /**
     * Without what HotSpot's compilers hold for a while: for MethodType.makeImpl it is 12 MiB on JDK 17, and whether
     * that is compiled before a JVM is looked at, or just after, is chance. Each calls it about as often as it takes.
     */
    private final Series settled = new Series();

    private final Series steady = new Series();
    private final Series classes = new Series();
    private final Series threads = new Series();

    private Starts(Results results, List<Variant> variants, int rounds) {
        this.results = results;
        this.variants = variants;
        this.rounds = rounds;
    }

    static void withoutKafka(Results results, List<Variant> variants, int rounds, Path apps)
            throws IOException, InterruptedException {
        Starts starts = new Starts(results, variants, rounds);
        starts.run(apps.toString(), NoKafka.class, List.of(), said -> Map.of(starts.time, said.totalMs()));
        starts.run(apps.toString(), Footprint.class, List.of(), starts::comeTo);
        Table table = new Table(results, "a JVM that does nothing", variants);
        table.row("from start to end, ms", starts.time, 0);
        table.ratios("... to the empty agent", starts.time, Variant.EMPTY);
        starts.footprint(table);
    }

    static void withKafka(Results results, List<Variant> variants, int rounds, Path apps, String bootstrap)
            throws IOException, InterruptedException {
        Starts starts = new Starts(results, variants, rounds);
        String classPath = apps + ":" + Built.SAMPLE_APP;
        starts.run(classPath, FirstAck.class, List.of(bootstrap), said -> {
            Map<Series, Double> figures = new HashMap<>(starts.comeTo(said));
            figures.put(starts.time, said.whenMs(FirstAck.DONE));
            return figures;
        });
        starts.run(
                classPath,
                FirstAck.class,
                List.of(bootstrap, "settled"),
                said -> Map.of(
                        starts.beside, resident(said), starts.settled, said.figure("^settled VmRSS: (\\d+)") / 1024),
                FIXED_HEAP);
        Table table = new Table(results, "a producer", variants);
        table.row("from start to the first acknowledged record, ms", starts.time, 0);
        table.differences("... above the empty agent, ms", starts.time, Variant.EMPTY, 0);
        starts.footprint(table);
        table.row("resident with a heap of 128 MiB that is all there from the start, MiB", starts.beside, 1);
        table.differences("... above the empty agent, MiB", starts.beside, Variant.EMPTY, 1);
        table.row("... 7 s later, when HotSpot's compilers have given back what they used, MiB", starts.settled, 1);
        table.differences("... above the empty agent, MiB", starts.settled, Variant.EMPTY, 1);
    }

    /** The first round warms the disk's cache and does not count. */
    private void run(
            String classPath,
            Class<?> main,
            List<String> arguments,
            Function<Child.Said, Map<Series, Double>> figures,
            String... options)
            throws IOException, InterruptedException {
        for (int i = -1; i < rounds; i++) {
            for (Variant variant : variants) {
                Child.Said said = Child.run(variant.with(options), classPath, main.getName(), arguments);
                if (i >= 0) {
                    figures.apply(said).forEach((series, figure) -> series.add(variant.name(), figure));
                }
            }
        }
    }

    private Map<Series, Double> comeTo(Child.Said said) {
        return Map.of(
                peak,
                said.figure("^VmHWM: (\\d+)") / 1024,
                steady,
                resident(said),
                classes,
                said.figure("^classes (\\d+)"),
                threads,
                said.figure("^threads (\\d+)"));
    }

    private static double resident(Child.Said said) {
        return said.figure("^VmRSS: (\\d+)") / 1024;
    }

    private void footprint(Table table) {
        table.row("peak resident memory, MiB", peak, 1);
        table.row("resident at the end, MiB", steady, 1);
        table.differences("... above the empty agent, MiB", steady, Variant.EMPTY, 1);
        table.row("classes loaded", classes, 0);
        table.row("threads", threads, 0);
    }
}
