package io.kafkatcp.sample;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * An ordinary Kafka producer that knows nothing of the agent, so that what it suffers is what the user's producer
 * suffers.
 */
@Command(
        name = "sample-app",
        sortOptions = false,
        description = {
            "Sends a burst to every partition of a topic, stays idle, sends one probe record, and prints how "
                    + "long the probe's "
                    + "acknowledgement took.",
            "With --steady it sends at an even rate instead, and prints the longest time between two acknowledgements.",
            "Every option can also be given in the environment; a flag wins."
        },
        footer = {
            "",
            "Any producer property can be set with --property, or as KAFKA_ and its name in capitals with underscores:",
            "  KAFKA_SECURITY_PROTOCOL=SSL java -jar sample-app.jar --bootstrap-servers broker:9093 --idle 6m",
            "",
            "Exit code: 0 if every probe (or steady record) was acknowledged, 1 if one failed, 2 for a wrong option."
        })
public final class SampleApp implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(SampleApp.class);

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:BOOTSTRAP_SERVERS:-localhost:9092}",
            description = "first brokers to ask [BOOTSTRAP_SERVERS] (default: localhost:9092)")
    String bootstrapServers;

    @Option(
            names = "--topic",
            defaultValue = "${env:TOPIC:-sample-app}",
            description = "topic to send to [TOPIC] (default: sample-app)")
    String topic;

    @Option(
            names = "--burst",
            paramLabel = "RECORDS",
            defaultValue = "${env:BURST:-100}",
            description = "records to each partition before the idle time [BURST] (default: 100)")
    int burst;

    @Option(
            names = "--idle",
            paramLabel = "DURATION",
            defaultValue = "${env:IDLE:-15s}",
            description = "time without a record, like 500ms, 15s, 6m [IDLE] (default: 15s)")
    Duration idle;

    @Option(
            names = "--rounds",
            defaultValue = "${env:ROUNDS:-1}",
            description = "how often to do burst, idle and probe [ROUNDS] (default: 1)")
    int rounds;

    @Option(
            names = "--steady",
            paramLabel = "DURATION",
            defaultValue = "${env:STEADY:-0s}",
            description = "send at an even rate for that time instead of bursts [STEADY] (default: 0s, which is not)")
    Duration steady;

    @Option(
            names = "--rate",
            paramLabel = "RECORDS",
            defaultValue = "${env:RATE:-50}",
            description = "records a second with --steady [RATE] (default: 50)")
    int rate;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this and end")
    private boolean help;

    @Option(
            names = "--property",
            paramLabel = "NAME=VALUE",
            description = "a producer property; may be repeated [KAFKA_<NAME>]")
    Map<String, String> properties = new LinkedHashMap<>();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SampleApp()).registerConverter(Duration.class, SampleApp::duration);
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, Object> all = ProducerProperties.of(bootstrapServers, System.getenv(), properties);
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(all)) {
            closeOnInterrupt(producer);
            log.info("sending to topic {} at {}", topic, bootstrapServers);
            return failed(producer) == 0 ? 0 : 1;
        } catch (KafkaException e) {
            log.error("cannot produce to topic {} at {}: {}", topic, bootstrapServers, e.toString());
            return 1;
        }
    }

    private long failed(Producer<byte[], byte[]> producer) throws InterruptedException {
        return steady.isZero()
                ? new Rounds(producer, topic, burst, idle, System.out).run(rounds)
                : new Steady(producer, topic, rate, steady, System.out).run();
    }

    /**
     * Bounded, because a producer with a dead connection would otherwise hold a terminal for its whole delivery
     * timeout.
     */
    private static void closeOnInterrupt(Producer<byte[], byte[]> producer) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> producer.close(Duration.ofSeconds(2)), "close-producer"));
    }

    private static Duration duration(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(e.getMessage());
        }
    }
}
