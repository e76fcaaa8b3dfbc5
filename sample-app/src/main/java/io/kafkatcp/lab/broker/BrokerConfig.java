package io.kafkatcp.lab.broker;

import io.kafkatcp.lab.LabException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what one broker is to be, as the properties that Kafka itself reads, so that a test can change any of them. */
public final class BrokerConfig {
    /**
     * One for all: brokers that are to meet must share it, and brokers that are not to meet have different addresses.
     */
    static final String CLUSTER_ID = "kafka-tcp-agent-lab-00";

    private final String address;
    private final int port;
    private final Map<String, String> properties;
    private final List<String> jvmOptions;
    private final List<String> formatOptions;
    private final Path jars;

    private BrokerConfig(
            String address,
            int port,
            Map<String, String> properties,
            List<String> jvmOptions,
            List<String> formatOptions,
            Path jars) {
        this.address = address;
        this.port = port;
        this.properties = properties;
        this.jvmOptions = jvmOptions;
        this.formatOptions = formatOptions;
        this.jars = jars;
    }

    /** On free ports of the machine itself, for machines where no lab can be had. */
    public static BrokerConfig onLoopback() {
        return at("127.0.0.1", freePort());
    }

    /** A cluster of one, broker and controller; the controller listens on the next port. */
    public static BrokerConfig at(String address, int port) {
        String controller = address + ":" + (port + 1);
        Map<String, String> all = new TreeMap<>();
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@" + controller);
        all.put("controller.listener.names", "CONTROLLER");
        all.put("listeners", "PLAINTEXT://" + address + ":" + port + ",CONTROLLER://" + controller);
        all.put("advertised.listeners", "PLAINTEXT://" + address + ":" + port);
        all.put("num.partitions", "3");
        all.put("auto.create.topics.enable", "true");
        all.put("offsets.topic.replication.factor", "1");
        all.put("transaction.state.log.replication.factor", "1");
        all.put("transaction.state.log.min.isr", "1");
        all.put("share.coordinator.state.topic.replication.factor", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
        return new BrokerConfig(address, port, all, List.of(), List.of(), null);
    }

    /** A further broker, without a controller, in the cluster of the first. */
    public static BrokerConfig joining(BrokerConfig first, int nodeId, String address, int port) {
        return at(address, port)
                .with("process.roles", "broker")
                .with("node.id", Integer.toString(nodeId))
                .with("controller.quorum.voters", first.properties.get("controller.quorum.voters"))
                .with("listeners", "PLAINTEXT://" + address + ":" + port);
    }

    public BrokerConfig partitions(int partitions) {
        return with("num.partitions", Integer.toString(partitions));
    }

    public BrokerConfig with(String property, String value) {
        Map<String, String> all = new TreeMap<>(properties);
        all.put(property, value);
        return new BrokerConfig(address, port, all, jvmOptions, formatOptions, jars);
    }

    /** An option for the broker's own JVM, like -javaagent. */
    public BrokerConfig jvmOption(String option) {
        return new BrokerConfig(address, port, properties, append(jvmOptions, option), formatOptions, jars);
    }

    /** A user of SCRAM, who must be there before the broker can ask for him: written when its storage is formatted. */
    public BrokerConfig scramUser(String mechanism, String user, String password) {
        List<String> more = append(
                append(formatOptions, "--add-scram"), mechanism + "=[name=" + user + ",password=" + password + "]");
        return new BrokerConfig(address, port, properties, jvmOptions, more, jars);
    }

    /** A broker of another age, from the folder with its jars. */
    public BrokerConfig jars(Path folder) {
        return new BrokerConfig(address, port, properties, jvmOptions, formatOptions, folder);
    }

    /** Null for the broker of this build. */
    Path jars() {
        return jars;
    }

    List<String> jvmOptions() {
        return jvmOptions;
    }

    List<String> formatOptions() {
        return formatOptions;
    }

    public String address() {
        return address;
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return address + ":" + port;
    }

    String file(String dataFolder) {
        return with("log.dirs", dataFolder).properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> append(List<String> all, String more) {
        return Stream.concat(all.stream(), Stream.of(more)).toList();
    }

    /** The first of two neighbours that are free, the second being the controller's. */
    private static int freePort() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int attempt = 0; attempt < 20; attempt++) {
            try (ServerSocket first = new ServerSocket(0, 1, loopback);
                    ServerSocket second = new ServerSocket(first.getLocalPort() + 1, 1, loopback)) {
                return second.getLocalPort() - 1;
            } catch (IOException | IllegalArgumentException taken) {
                // try the next pair
            }
        }
        throw new LabException("no two free ports on loopback");
    }
}
