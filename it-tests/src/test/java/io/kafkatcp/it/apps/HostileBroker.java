package io.kafkatcp.it.apps;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.requests.RequestHeader;

/**
 * Speaks Kafka's protocol and names its brokers what no broker is named: {@code HostileBroker PORT}. What a client may
 * meet in a network that is not its friend.
 */
public final class HostileBroker {

    /**
     * One for each broker: what steers a terminal, forges a line, is run by a browser or by Log4j, or is as long as the
     * protocol lets a name be.
     */
    public static final List<String> NAMES = List.of(
            "\u001b[31mred\u001b]0;title\u0007\u009b2J",
            "a\r\nkafka-tcp-agent: forged",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1/a}",
            "\u202egnp.exe\u0000",
            "x".repeat(32_767));

    private HostileBroker() {}

    public static void main(String[] arguments) throws Exception {
        try (ServerSocket server =
                new ServerSocket(Integer.parseInt(arguments[0]), 50, InetAddress.getLoopbackAddress())) {
            System.out.println("ready");
            while (true) {
                Socket socket = server.accept();
                new Thread(() -> serve(socket)).start();
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream())) {
            while (true) {
                byte[] request = new byte[in.readInt()];
                in.readFully(request);
                BrokerAnswers.write(
                        RequestHeader.parse(ByteBuffer.wrap(request)), metadata(), socket.getOutputStream());
            }
        } catch (EOFException closed) {
            // by the client
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    private static MetadataResponseData metadata() {
        MetadataResponseData data =
                new MetadataResponseData().setClusterId("hostile").setControllerId(0);
        MetadataResponseTopic topic = new MetadataResponseTopic().setName("topic");
        for (int i = 0; i < NAMES.size(); i++) {
            data.brokers()
                    .add(new MetadataResponseBroker()
                            .setNodeId(i)
                            .setHost(NAMES.get(i))
                            .setPort(9092));
            topic.partitions().add(BrokerAnswers.partition(i, i));
        }
        data.topics().add(topic);
        return data;
    }
}
