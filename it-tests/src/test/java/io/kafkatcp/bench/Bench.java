package io.kafkatcp.bench;

import io.kafkatcp.it.apps.FirstAck;
import io.kafkatcp.it.apps.NoKafka;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.lab.Broker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the agent costs, side by side with no agent, an empty one and others, as the README's table has it: {@code Bench OTHER_AGENTS TOOLS_CLASS_PATH
 * ROUNDS RECORDS}. Started by {@code it-tests/bench}.
 */
public final class Bench {

    private final List<Variant> variants;
    private final String toolsClassPath;
    private final int rounds;
    private final String records;

    private Bench(List<Variant> variants, String toolsClassPath, int rounds, String records) {
        this.variants = variants;
        this.toolsClassPath = toolsClassPath;
        this.rounds = rounds;
        this.records = records;
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("bench");
        try (Broker broker = Broker.startOnLoopback().awaitReady(Duration.ofSeconds(60))) {
            Bench bench = new Bench(Variant.all(directory, Path.of(arguments[0])), arguments[1], Integer.parseInt(arguments[2]), arguments[3]);
            System.out.println("| | " + String.join(" | ", bench.variants.stream().map(Variant::name).toList()) + " |");
            System.out.println("|---|" + "---|".repeat(bench.variants.size()));
            bench.startWithoutKafka();
            bench.startWithKafka(broker.bootstrapServers());
            bench.throughput(broker.bootstrapServers(), "100", "1");
            bench.throughput(broker.bootstrapServers(), "1000", "all");
        } finally {
            Files.deleteIfExists(directory.resolve("events.jsonl"));
            Files.deleteIfExists(directory.resolve("empty-agent.jar"));
            Files.delete(directory);
        }
        System.exit(0);
    }

    private void startWithoutKafka() throws IOException, InterruptedException {
        Series wall = new Series();
        for (int i = -1; i < rounds * 3; i++) {
            for (Variant variant : variants) {
                Child.Said said = Child.run(variant, Built.bareClassPath(), NoKafka.class.getName(), List.of());
                if (i >= 0) {
                    wall.add(variant.name(), said.totalMs());
                }
            }
        }
        row("a JVM that does nothing, ms", wall, 0);
        ratios("... to the empty agent", wall, Variant.EMPTY);
    }

    private void startWithKafka(String bootstrap) throws IOException, InterruptedException {
        Series ack = new Series();
        Series peak = new Series();
        Series steady = new Series();
        Series classes = new Series();
        Series threads = new Series();
        for (int i = -1; i < rounds; i++) {
            for (Variant variant : variants) {
                Child.Said said = Child.run(variant, Built.appClassPath(), FirstAck.class.getName(), List.of(bootstrap));
                if (i >= 0) {
                    ack.add(variant.name(), said.firstLineMs());
                    peak.add(variant.name(), said.number("VmHWM:") / 1024);
                    steady.add(variant.name(), said.number("VmRSS:") / 1024);
                    classes.add(variant.name(), said.number("classes"));
                    threads.add(variant.name(), said.number("threads"));
                }
            }
        }
        row("start to the first acknowledged record, ms", ack, 0);
        differences("... above the empty agent, ms", ack, Variant.EMPTY, 0);
        row("peak resident memory, MiB", peak, 1);
        differences("... above the empty agent, MiB", peak, Variant.EMPTY, 1);
        row("resident a second later, MiB", steady, 1);
        row("classes loaded", classes, 0);
        row("threads", threads, 0);
    }

    private void throughput(String bootstrap, String bytes, String acks) throws IOException, InterruptedException {
        Series rate = new Series();
        Series p99 = new Series();
        for (int i = -1; i < rounds; i++) {
            for (Variant variant : variants) {
                Child.Said said = Child.run(variant, toolsClassPath, "org.apache.kafka.tools.ProducerPerformance",
                        List.of("--topic", "bench-" + bytes, "--num-records", records, "--record-size", bytes, "--throughput", "-1",
                                "--producer-props", "bootstrap.servers=" + bootstrap, "acks=" + acks, "buffer.memory=67108864"));
                String last = said.lines().get(said.lines().size() - 1);
                if (i >= 0) {
                    rate.add(variant.name(), figure(last, "records sent, ([0-9.]+) records/sec"));
                    p99.add(variant.name(), figure(last, " ([0-9.]+) ms 99th"));
                }
            }
        }
        row("ProducerPerformance, " + bytes + " bytes, acks=" + acks + ", records/s", rate, 0);
        ratios("... to no agent", rate, Variant.BARE);
        row("... 99th percentile of its latency, ms", p99, 0);
    }

    private static double figure(String line, String pattern) {
        java.util.regex.Matcher matcher = java.util.regex.Pattern.compile(pattern).matcher(line);
        if (!matcher.find()) {
            throw new IllegalStateException(pattern + " is not in: " + line);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private void row(String title, Series series, int digits) {
        print(title, variants.stream().map(variant -> String.format(Locale.ROOT, "%,." + digits + "f", series.median(variant.name()))).toList());
    }

    private void ratios(String title, Series series, String base) {
        print(title, variants.stream().map(variant -> variant.name().equals(base) ? "1" : series.ratio(variant.name(), base)).toList());
    }

    private void differences(String title, Series series, String base, int digits) {
        print(title, variants.stream().map(variant -> variant.name().equals(base) ? "0" : String.format(Locale.ROOT, "%+." + digits + "f",
                series.medianDifference(variant.name(), base))).toList());
    }

    private static void print(String title, List<String> cells) {
        System.out.println("| " + title + " | " + String.join(" | ", cells) + " |");
    }
}
