package io.kafkatcp.bench;

import io.kafkatcp.it.apps.PrivateField;
import io.kafkatcp.it.support.SilentServer;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the calls in Kafka's woven methods take, on a real channel of a real client, with the real agent in the JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HotPath {

    private SilentServer server;
    private KafkaProducer<String, String> producer;
    private Object client;
    private Object selector;
    private Object channel;

    @Setup
    public void connect() throws Exception {
        server = new SilentServer();
        Properties properties = new Properties();
        properties.put("bootstrap.servers", server.address());
        properties.put("key.serializer", StringSerializer.class.getName());
        properties.put("value.serializer", StringSerializer.class.getName());
        properties.put("request.timeout.ms", "3600000");
        // or close() would wait as long for the answer to InitProducerId, whatever it is told
        properties.put("enable.idempotence", "false");
        properties.put("delivery.timeout.ms", "7200000");
        producer = new KafkaProducer<>(properties);
        client = PrivateField.of(PrivateField.of(producer, "sender"), "client");
        selector = PrivateField.of(client, "selector");
        Map<?, ?> channels = (Map<?, ?>) PrivateField.of(selector, "channels");
        while (channels.isEmpty()) {
            Thread.sleep(50);
        }
        Thread.sleep(500);
        channel = channels.values().iterator().next();
    }

    @TearDown
    public void close() throws Exception {
        producer.close(java.time.Duration.ZERO);
        server.close();
    }

    @Benchmark
    public void aRequestSent() throws Throwable {
        Hooks.SENDING.invokeExact(channel, 100L);
    }

    @Benchmark
    public void aResponseRead() throws Throwable {
        Hooks.RECEIVED.invokeExact(channel, 4L, false);
        Hooks.RECEIVED.invokeExact(channel, 100L, true);
    }

    @Benchmark
    public void aRoundOfPolling() throws Throwable {
        Hooks.CLIENT_POLLING.invokeExact(client);
        Hooks.POLLING.invokeExact(selector, 1L);
        Hooks.POLLED.invokeExact(selector);
    }

    /** Part of a round: whether there is something to do for an operator. */
    @Benchmark
    public void aRoundsLookForChanges() throws Throwable {
        Hooks.CLIENT_POLLING.invokeExact(client);
    }

    @Benchmark
    public void theClockAlone() {
        System.nanoTime();
    }

    private static final class Hooks {

        static final MethodHandle SENDING = BridgeCalls.of("sending", Object.class, long.class);
        static final MethodHandle RECEIVED = BridgeCalls.of("received", Object.class, long.class, boolean.class);
        static final MethodHandle POLLING = BridgeCalls.of("polling", Object.class, long.class);
        static final MethodHandle POLLED = BridgeCalls.of("polled", Object.class);
        static final MethodHandle CLIENT_POLLING = BridgeCalls.of("clientPolling", Object.class);
    }
}
