package io.kafkatcp.bench;

import io.kafkatcp.it.support.Built;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@link HotPath} and {@link NewConnection} under JMH, as rows. */
final class HotPaths {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private HotPaths() {}

    static void measure(Results results, Path directory) throws Exception {
        Map<String, RunResult> byName = new LinkedHashMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(HotPath.class.getName() + "\\.")
                        .include(NewConnection.class.getName() + "\\.")
                        .addProfiler(GCProfiler.class)
                        .jvmArgsAppend("-javaagent:" + Built.AGENT + "=events=none")
                        .verbosity(VerboseMode.SILENT)
                        // the forks print what Kafka logs
                        .output(directory.resolve("jmh.log").toString())
                        .build())
                .run()) {
            byName.put(result.getPrimaryResult().getLabel(), result);
        }
        results.heading(List.of("calls of a woven Kafka", "ns", "bytes allocated"));
        row(results, byName, "a request sent", "aRequestSent");
        row(results, byName, "a response read", "aResponseRead");
        row(results, byName, "a round of the client's loop", "aRoundOfPolling");
        row(results, byName, "System.nanoTime() alone, for comparison", "theClockAlone");
        row(results, byName, "a new connection: its options set and read back", "itsOptions");
        row(
                results,
                byName,
                "all of a connection, from its attempt to its end, with that and its records",
                "fromItsAttemptToItsEnd");
    }

    private static void row(Results results, Map<String, RunResult> byName, String title, String name) {
        RunResult result = byName.get(name);
        double bytes = result.getSecondaryResults().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(ALLOCATED))
                .mapToDouble(entry -> entry.getValue().getScore())
                .findFirst()
                .orElseThrow();
        results.row(
                title,
                List.of(
                        String.format(
                                Locale.ROOT,
                                "%,.0f ± %,.0f",
                                result.getPrimaryResult().getScore(),
                                result.getPrimaryResult().getScoreError()),
                        String.format(Locale.ROOT, "%,.1f", bytes)));
    }
}
