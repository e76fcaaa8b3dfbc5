package io.kafkatcp.bench;

import java.io.IOException;
import java.util.List;

/** Kafka's own ProducerPerformance, at full speed and at half of it, with every sink of the agent on. */
final class Throughput {

    private static final int WARMUP_PART = 3;

    private final Results results;
    private final List<Variant> variants;
    private final String toolsClassPath;
    private final String bootstrap;
    private final int rounds;
    private final int records;

    Throughput(
            Results results, List<Variant> variants, String toolsClassPath, String bootstrap, int rounds, int records) {
        this.results = results;
        this.variants = variants;
        this.toolsClassPath = toolsClassPath;
        this.bootstrap = bootstrap;
        this.rounds = rounds;
        this.records = records;
    }

    void measure() throws IOException, InterruptedException {
        Table table = new Table(results, "ProducerPerformance", variants);
        for (String acks : List.of("1", "all")) {
            for (int bytes : List.of(100, 1_000)) {
                double full = run(table, bytes, acks, -1);
                if (acks.equals("1") == (bytes == 100)) {
                    run(table, bytes, acks, (int) full / 2);
                }
            }
        }
    }

    /** @param limit records a second, or -1 @return the median rate without an agent */
    private double run(Table table, int bytes, String acks, int limit) throws IOException, InterruptedException {
        Series rate = new Series();
        Series p99 = new Series();
        Series steadyP99 = new Series();
        int number = bytes == 100 ? records : records / 4;
        for (int i = -1; i < rounds; i++) {
            for (Variant variant : variants) {
                Child.Said said = Child.run(
                        variant,
                        toolsClassPath,
                        "org.apache.kafka.tools.ProducerPerformance",
                        List.of(
                                "--topic",
                                "bench-" + bytes,
                                "--num-records",
                                Integer.toString(number),
                                "--warmup-records",
                                Integer.toString(number / WARMUP_PART),
                                "--record-size",
                                Integer.toString(bytes),
                                "--throughput",
                                Integer.toString(limit),
                                "--producer-props",
                                "bootstrap.servers=" + bootstrap,
                                "acks=" + acks));
                if (i >= 0) {
                    rate.add(variant.name(), said.figure("^[0-9]+ records sent, ([0-9.]+) records/sec"));
                    p99.add(variant.name(), said.figure("^[0-9]+ records sent, .* ([0-9.]+) ms 99th"));
                    steadyP99.add(variant.name(), said.figure(" steady state records sent, .* ([0-9.]+) ms 99th"));
                }
            }
        }
        String title = bytes + " bytes, acks=" + acks + ", ";
        if (limit < 0) {
            table.row(title + "records/s", rate, 0);
            table.ratios("... to no agent", rate, Variant.BARE);
            table.row("... 99th percentile of the latency, ms", p99, 0);
        } else {
            // what lags behind while the JVM starts is sent late: a deployment, and not what the agent costs afterwards
            table.row(title + "half of that rate: 99th percentile from the first record on, ms", p99, 0);
            table.row("... without the first third", steadyP99, 0);
        }
        return rate.median(Variant.BARE);
    }
}
