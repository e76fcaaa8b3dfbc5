package io.kafkatcp.it.apps;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * As many brokers as are asked for behind one port, which say who leads what and never answer a produce request: a
 * cluster that takes no records, for the cost of that alone.
 */
final class MuteBroker implements AutoCloseable {

    static final String TOPIC = "topic";

    private final ServerSocket server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    private final int brokers;
    private final int partitions;

    MuteBroker(int brokers, int partitions) throws IOException {
        this.brokers = brokers;
        this.partitions = partitions;
        start(this::accept);
    }

    String address() {
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
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream())) {
            // responses come in the order of the requests: behind one that is not answered there are none
            boolean mute = false;
            while (true) {
                byte[] request = new byte[in.readInt()];
                in.readFully(request);
                RequestHeader header = RequestHeader.parse(ByteBuffer.wrap(request));
                mute |= header.apiKey() == ApiKeys.PRODUCE;
                if (!mute) {
                    BrokerAnswers.write(header, metadata(), socket.getOutputStream());
                }
            }
        } catch (IOException closed) {
            // by the client
            return;
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
