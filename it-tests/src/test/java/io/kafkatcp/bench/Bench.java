package io.kafkatcp.bench;

import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.lab.broker.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * What the agent costs, side by side with no agent, an empty one and others, as the page of performance has it:
 * {@code Bench OTHER_AGENTS TOOLS_CLASS_PATH DUCK_CLASS_PATH ROUNDS RECORDS [PART]...}. Started by
 * {@code it-tests/bench}.
 */
public final class Bench {

    private static final List<String> PARTS =
            List.of("starts", "archives", "throughput", "hotpath", "worst", "attach", "readers");

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[3]);
        List<String> parts = arguments.length > 5 ? List.of(arguments).subList(5, arguments.length) : PARTS;
        Path directory = Files.createTempDirectory("bench");
        Results results = new Results();
        try {
            List<Variant> variants = Variant.all(directory, Path.of(arguments[0]));
            Path apps = jarOfApps(directory);
            try (Broker broker = Broker.startOnLoopback().awaitReady(Duration.ofSeconds(60))) {
                String bootstrap = broker.bootstrapServers();
                if (parts.contains("starts")) {
                    Starts.withoutKafka(results, variants, 4 * rounds, apps);
                    Starts.withKafka(results, variants, 2 * rounds, apps, bootstrap);
                }
                if (parts.contains("archives")) {
                    new Archives(results, rounds, bootstrap, directory, apps)
                            .measure(Jdks.all().toList());
                }
                if (parts.contains("throughput")) {
                    new Throughput(
                                    results,
                                    Variant.sending(variants),
                                    arguments[1],
                                    bootstrap,
                                    rounds,
                                    Integer.parseInt(arguments[4]))
                            .measure();
                }
            }
            if (parts.contains("hotpath")) {
                HotPaths.measure(results, directory);
            }
            if (parts.contains("worst")) {
                new WorstHour(results, variants, rounds).measure();
            }
            if (parts.contains("attach")) {
                Attaching.measure(results, 10 * rounds, directory);
            }
            if (parts.contains("readers")) {
                new Readers(Math.min(rounds, 3), directory, arguments[2]).measure(results);
            }
            if (parts.equals(PARTS)) {
                results.write();
            }
        } finally {
            delete(directory);
        }
        System.exit(0);
    }

    /**
     * As applications are run; and beside the tests' own classes the agents of the benchmark would be found, without
     * their jars being opened.
     */
    private static Path jarOfApps(Path directory) {
        Path jar = directory.resolve("apps.jar");
        ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "cf", jar.toString(), "-C", Built.bareClassPath(), "io/kafkatcp/it/apps");
        return jar;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
