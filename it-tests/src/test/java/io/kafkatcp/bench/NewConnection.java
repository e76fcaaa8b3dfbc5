package io.kafkatcp.bench;

import io.kafkatcp.it.apps.PrivateField;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.Node;
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

/**
 * What the calls that woven Kafka makes for a new connection take together: options set and read back, both ends and
 * each record. All on one real connection, for to open others on the loopback takes longer and varies by more than all
 * of this.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NewConnection {

    private ServerSocket server;
    private InetSocketAddress address;
    private SocketChannel channel;
    private KafkaProducer<String, String> producer;
    private Object client;
    private Object selector;
    private Object states;
    private Object node;

    @Setup
    public void listen() throws Exception {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
        channel = SocketChannel.open(address);
        Properties properties = new Properties();
        // nobody listens there: its own connects do not matter
        properties.put("bootstrap.servers", "127.0.0.1:1");
        properties.put("reconnect.backoff.ms", "60000");
        properties.put("reconnect.backoff.max.ms", "60000");
        properties.put("key.serializer", StringSerializer.class.getName());
        properties.put("value.serializer", StringSerializer.class.getName());
        properties.put("enable.idempotence", "false");
        producer = new KafkaProducer<>(properties);
        client = PrivateField.of(PrivateField.of(producer, "sender"), "client");
        selector = PrivateField.of(client, "selector");
        states = PrivateField.of(client, "connectionStates");
        node = new Node(7, "127.0.0.1", address.getPort());
    }

    @TearDown
    public void close() throws Exception {
        producer.close(java.time.Duration.ZERO);
        channel.close();
        server.close();
    }

    @Benchmark
    public void itsOptions() throws Throwable {
        Hooks.CONNECTING.invokeExact(channel, (SocketAddress) address, selector);
    }

    @Benchmark
    public void fromItsAttemptToItsEnd() throws Throwable {
        Hooks.ATTEMPTING.invokeExact(client, node);
        Hooks.CONNECT_CALLED.invokeExact(selector, (Object) "7", address);
        Hooks.CONNECTING.invokeExact(channel, (SocketAddress) address, selector);
        Hooks.CONNECT_RETURNED.invokeExact(selector, (Object) "7", (Throwable) null);
        Hooks.CONNECT_FINISHED.invokeExact(channel, (Throwable) null);
        Hooks.DISCONNECTED.invokeExact(states, (Object) "7");
    }

    private static final class Hooks {

        static final MethodHandle ATTEMPTING = BridgeCalls.of("attempting", Object.class, Object.class);
        static final MethodHandle CONNECT_CALLED =
                BridgeCalls.of("connectCalled", Object.class, Object.class, InetSocketAddress.class);
        static final MethodHandle CONNECTING =
                BridgeCalls.of("connecting", SocketChannel.class, SocketAddress.class, Object.class);
        static final MethodHandle CONNECT_RETURNED =
                BridgeCalls.of("connectReturned", Object.class, Object.class, Throwable.class);
        static final MethodHandle CONNECT_FINISHED =
                BridgeCalls.of("connectFinished", SocketChannel.class, Throwable.class);
        static final MethodHandle DISCONNECTED = BridgeCalls.of("disconnected", Object.class, Object.class);
    }
}
