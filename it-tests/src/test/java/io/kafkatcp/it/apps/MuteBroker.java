package io.kafkatcp.it.apps;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * As many brokers as are asked for behind one port, which say who leads what and never answer a produce request: a
 * cluster that takes no records, for the cost of that alone. Speaks to clients of any age. Whoever sends it -n in place
 * of a request is left alone until n produce requests have come; by 0 all other connections are reset.
 */
public final class MuteBroker implements AutoCloseable {

    static final String TOPIC = "topic";

    private final ServerSocket server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    private final int brokers;
    private final int partitions;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final AtomicInteger produceRequests = new AtomicInteger();

    public MuteBroker(int brokers, int partitions) throws IOException {
        this.brokers = brokers;
        this.partitions = partitions;
        start(this::accept);
    }

    public String address() {
        return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        clients.add(socket);
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream())) {
            // responses come in the order of the requests: behind one that is not answered there are none
            boolean mute = false;
            while (true) {
                int size = in.readInt();
                if (size <= 0) {
                    clients.remove(socket);
                    control(-size);
                    return;
                }
                byte[] request = new byte[size];
                in.readFully(request);
                if (ByteBuffer.wrap(request).getShort() == ApiKeys.PRODUCE.id) {
                    // of a version, perhaps, that this Kafka cannot parse any more
                    mute = true;
                    produceRequests.incrementAndGet();
                }
                if (!mute) {
                    BrokerAnswers.write(
                            RequestHeader.parse(ByteBuffer.wrap(request)), metadata(), socket.getOutputStream());
                }
            }
        } catch (IOException | InterruptedException closed) {
            // by the client
            return;
        } finally {
            clients.remove(socket);
        }
    }

    private void control(int awaited) throws IOException, InterruptedException {
        if (awaited == 0) {
            for (Socket client : clients) {
                client.setSoLinger(true, 0);
                client.close();
            }
        }
        while (produceRequests.get() < awaited) {
            Thread.sleep(20);
        }
    }

    private MetadataResponseData metadata() {
        MetadataResponseData data =
                new MetadataResponseData().setClusterId("mute").setControllerId(0);
        for (int i = 0; i < brokers; i++) {
            data.brokers()
                    .add(new MetadataResponseBroker()
                            .setNodeId(i)
                            .setHost(server.getInetAddress().getHostAddress())
                            .setPort(server.getLocalPort()));
        }
        MetadataResponseTopic topic = new MetadataResponseTopic().setName(TOPIC);
        for (int i = 0; i < partitions; i++) {
            topic.partitions().add(BrokerAnswers.partition(i, i % brokers));
        }
        data.topics().add(topic);
        return data;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "mute-broker");
        thread.setDaemon(true);
        thread.start();
    }
}
