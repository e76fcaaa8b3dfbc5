package io.kafkatcp.it.apps;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.ResponseHeader;

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
                    answer(header, socket.getOutputStream());
                }
            }
        } catch (IOException closed) {
            // by the client
            return;
        }
    }

    private void answer(RequestHeader request, OutputStream out) throws IOException {
        ApiMessage body = request.apiKey() == ApiKeys.METADATA ? metadata() : versions();
        ResponseHeader header = request.toResponseHeader();
        ByteBuffer first = MessageUtil.toByteBufferAccessor(header.data(), header.headerVersion())
                .buffer();
        ByteBuffer second =
                MessageUtil.toByteBufferAccessor(body, request.apiVersion()).buffer();
        ByteBuffer all = ByteBuffer.allocate(4 + first.remaining() + second.remaining());
        all.putInt(first.remaining() + second.remaining()).put(first).put(second);
        out.write(all.array());
    }

    private static ApiVersionsResponseData versions() {
        ApiVersionsResponseData data = new ApiVersionsResponseData();
        for (ApiKeys key : List.of(ApiKeys.API_VERSIONS, ApiKeys.METADATA, ApiKeys.PRODUCE)) {
            data.apiKeys()
                    .add(new ApiVersion()
                            .setApiKey(key.id)
                            .setMinVersion(key.oldestVersion())
                            .setMaxVersion(key.latestVersion()));
        }
        return data;
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
            int leader = i % brokers;
            topic.partitions()
                    .add(new MetadataResponsePartition()
                            .setPartitionIndex(i)
                            .setLeaderId(leader)
                            .setReplicaNodes(List.of(leader))
                            .setIsrNodes(List.of(leader)));
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
