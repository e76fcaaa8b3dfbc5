package io.kafkatcp.it.apps;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.BootstrapConfiguration;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.network.PlaintextChannelBuilder;
import org.apache.kafka.common.network.Selectable;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.LogContext;

/**
 * Connects by Kafka's NetworkClient alone, the one part of a client that needs no JMX: {@code BareClient HOST PORT
 * [proxied]}; prints "done". Proxied, its Selectable is none of Kafka's classes. All of Kafka's own clients end in a
 * JVM without it before they connect.
 */
public final class BareClient {

    private static final int ROUNDS = 100;

    private BareClient() {}

    public static void main(String[] arguments) throws Exception {
        LogContext log = new LogContext("");
        PlaintextChannelBuilder channels = new PlaintextChannelBuilder(ListenerName.normalised("PLAINTEXT"));
        channels.configure(Map.of());
        Selector selector = new Selector(60_000, new Metrics(), Time.SYSTEM, "bare", channels, log);
        NetworkClient client = new NetworkClient(
                arguments.length > 2 ? proxied(selector) : selector,
                new ManualMetadataUpdater(),
                "bare",
                1,
                10,
                10,
                -1,
                -1,
                1_000,
                1_000,
                1_000,
                Time.SYSTEM,
                false,
                new ApiVersions(),
                log,
                MetadataRecoveryStrategy.NONE,
                BootstrapConfiguration.DISABLED,
                false);
        Node node = new Node(1, arguments[0], Integer.parseInt(arguments[1]));
        for (int i = 0; i < ROUNDS; i++) {
            client.ready(node, System.currentTimeMillis());
            client.poll(10, System.currentTimeMillis());
        }
        // the agent's own thread writes its lines a moment later
        Thread.sleep(300);
        System.out.println("done");
    }

    private static Selectable proxied(Selector selector) {
        return (Selectable) Proxy.newProxyInstance(
                BareClient.class.getClassLoader(),
                new Class<?>[] {Selectable.class},
                (proxy, method, given) -> method.invoke(selector, given));
    }
}
