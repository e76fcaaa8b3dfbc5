package io.kafkatcp.bench;

import io.kafkatcp.it.apps.DuckCount;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.FleetFile;
import io.kafkatcp.it.support.Jdks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How fast the verbs read records on one processor and on two, plain and compressed, beside what one would use
 * otherwise for the first half of the question: how often each pair of addresses connected and failed.
 */
final class Readers {

    private static final String COUNT =
            "select(.event==\"connect_failed\" or .event==\"connection_opened\") | [.local_ip,.peer_ip,.event] | @tsv";

    /** Of a run of seconds, HotSpot's second compiler takes about a third on one processor. */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    private final int rounds;
    private final Path directory;
    private final String duckClassPath;

    Readers(int rounds, Path directory, String duckClassPath) {
        this.rounds = rounds;
        this.directory = directory;
        this.duckClassPath = duckClassPath;
    }

    void measure(Results results) throws Exception {
        FleetFile.Written fleet = FleetFile.write(directory, 1, 4_000, 12, 0.01);
        long records;
        try (Stream<String> lines = Files.lines(fleet.records())) {
            records = lines.count();
        }
        Path compressed = compress(fleet.records());
        String file = fleet.records().toString();
        String title =
                String.format(Locale.ROOT, "%,d records, %,d MB", records, Files.size(fleet.records()) / 1_000_000);
        measure(results, title + ", one processor", records, "0", plain(file, 1));
        measure(results, title + ", two processors", records, "0,1", plain(file, 2));
        Map<String, List<String>> zipped = new LinkedHashMap<>();
        zipped.put("correlate, -Xmx256m", verb(List.of("correlate", compressed.toString())));
        zipped.put(
                "zcat, jq, sort and uniq -c",
                List.of(
                        "sh",
                        "-c",
                        "zcat \"$1\" | jq -r '" + COUNT + "' | sort | uniq -c",
                        "sh",
                        compressed.toString()));
        measure(results, title + " before gzip, two processors", records, "0,1", zipped);
    }

    private Map<String, List<String>> plain(String file, int threads) {
        Map<String, List<String>> readers = new LinkedHashMap<>();
        for (String verb : List.of("report", "correlate")) {
            readers.put(verb + ", -Xmx256m", verb(List.of(verb, file)));
            readers.put(verb + ", -Xmx256m " + FIRST_COMPILER, verb(List.of(verb, file), FIRST_COMPILER));
        }
        readers.put(
                "jq, sort and uniq -c",
                List.of("sh", "-c", "jq -r '" + COUNT + "' \"$1\" | sort | uniq -c", "sh", file));
        readers.put(
                "DuckDB",
                List.of(java(), "-cp", duckClassPath, DuckCount.class.getName(), file, String.valueOf(threads)));
        return readers;
    }

    private static Path compress(Path file) throws Exception {
        Process gzip = new ProcessBuilder("gzip", "-1", "-k", file.toString())
                .inheritIO()
                .start();
        if (gzip.waitFor() != 0) {
            throw new IllegalStateException("gzip ended with " + gzip.exitValue());
        }
        return Path.of(file + ".gz");
    }

    private void measure(
            Results results, String title, long records, String processors, Map<String, List<String>> readers)
            throws Exception {
        Series rate = new Series();
        Series peak = new Series();
        for (int i = 0; i < rounds; i++) {
            for (Map.Entry<String, List<String>> reader : readers.entrySet()) {
                run(reader.getKey(), on(processors, reader.getValue()), records, rate, peak);
            }
        }
        results.heading(List.of(title, "records/s", "peak resident memory, MiB"));
        readers.keySet()
                .forEach(name -> results.row(
                        name,
                        List.of(
                                String.format(Locale.ROOT, "%,.0f", rate.median(name)),
                                String.format(Locale.ROOT, "%.0f", peak.median(name)))));
    }

    private static List<String> on(String processors, List<String> command) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", processors));
        pinned.addAll(command);
        return pinned;
    }

    private static List<String> verb(List<String> arguments, String... options) {
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx256m"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", Built.AGENT.toString()));
        command.addAll(arguments);
        return command;
    }

    private static String java() {
        return Jdks.running().resolve("bin/java").toString();
    }

    private static void run(String name, List<String> command, long records, Series rate, Series peak)
            throws Exception {
        long startNs = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        double mebibytes = 0;
        while (process.isAlive()) {
            mebibytes = Math.max(
                    mebibytes,
                    peakOf(process.toHandle())
                            + process.descendants().mapToDouble(Readers::peakOf).sum());
            Thread.sleep(20);
        }
        rate.add(name, records / ((System.nanoTime() - startNs) / 1e9));
        peak.add(name, mebibytes);
        // report and correlate say by 1 that they found something
        if (process.exitValue() > 1) {
            throw new IllegalStateException(command + " ended with " + process.exitValue());
        }
    }

    private static double peakOf(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (Exception endedMeanwhile) {
            return 0;
        }
    }
}
