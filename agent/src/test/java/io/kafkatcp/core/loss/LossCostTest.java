package io.kafkatcp.core.loss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.kafkatcp.core.connection.ClientRegistry;
import io.kafkatcp.core.connection.ConnectionRecords;
import io.kafkatcp.core.connection.Connections;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.connection.PendingConnects;
import io.kafkatcp.core.connection.incident.ClientStallDetector;
import io.kafkatcp.core.kafka.FakeKafka;
import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kafka.Senders;
import io.kafkatcp.core.kernel.CountingKernel;
import io.kafkatcp.core.kernel.Neighbours;
import io.kafkatcp.core.options.CanaryAssignment;
import io.kafkatcp.core.runtime.CapturedAgentLog;
import io.kafkatcp.core.sink.Identity;
import io.kafkatcp.core.sink.Records;
import io.kafkatcp.core.sink.SinkChoice;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the thread pays that loses records, when it loses many: counted, not timed. */
class LossCostTest {

    private static final int BROKERS = 20;
    private static final int MANY = 5_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CapturedAgentLog captured = new CapturedAgentLog();
    private final CountingKernel kernel = new CountingKernel();
    private final FakeKafka kafka = new FakeKafka(BROKERS);
    private final List<SocketChannel> channels = new ArrayList<>();
    private ServerSocketChannel server;
    private Records records;
    private Connections connections;
    private Producers producers;
    private LostRecords lostRecords;
    private BatchExpiryRecorder batchExpiries;
    private SendFailures sendFailures;

    @TempDir
    Path directory;

    @BeforeEach
    void aProducerWithAConnectionToEachBroker() throws Exception {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        KafkaFields fields = new KafkaFields(null);
        NetworkClients networkClients = new NetworkClients(fields);
        Senders senders = new Senders(fields);
        OpenConnections open = new OpenConnections();
        LiveOptions live = new LiveOptions(Options.read("", new Properties(), Map.of()));
        Identity identity = new Identity("0", null);
        records = Records.open(
                captured.agentLog(), identity, open, new SinkChoice().file(file().toString(), 100_000_000));
        ClientRegistry clients = new ClientRegistry(networkClients, new CanaryAssignment(live, identity));
        connections = new Connections(
                clients,
                networkClients,
                kernel,
                new PendingConnects(kernel, records),
                null,
                open,
                new ConnectionRecords(records, new Neighbours()));
        producers = new Producers(connections, senders);
        Evidence evidence = new Evidence(kernel, networkClients);
        lostRecords = new LostRecords(producers, evidence, senders, records);
        batchExpiries = new BatchExpiryRecorder(producers, evidence, senders, networkClients, records);
        sendFailures = new SendFailures(producers, evidence, records);
        records.attendTo(sendFailures);
        connections.clientCreated(kafka.client);
        producers.created(kafka.sender);
        for (int node = 0; node < BROKERS; node++) {
            connect(node);
        }
        // this thread is the producer's network thread
        new ClientStallDetector(clients, null).polling(kafka.client.selector(), 0);
        kernel.asked.set(0);
    }

    private void connect(int node) throws IOException, ReflectiveOperationException {
        Object selector = kafka.client.selector();
        String id = Integer.toString(node);
        InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
        connections.attempting(kafka.client, new FakeKafka.Node(node));
        connections.connectCalled(selector, id, address);
        SocketChannel channel = SocketChannel.open(address);
        channels.add(channel);
        connections.channelOpened(selector, channel);
        connections.connectReturned(selector, id, null);
        connections.connectFinished(channel, null);
    }

    @AfterEach
    void close() throws Exception {
        records.stop();
        for (SocketChannel channel : channels) {
            channel.close();
        }
        server.close();
    }

    @Test
    void aBulkOfExpiredBatchesHasTheKernelAskedOnceForEachConnectionAndTheMetadataOnce() throws Exception {
        batchExpiries.expired(kafka.sender, batches());

        assertThat(kernel.asked).hasValueLessThanOrEqualTo(BROKERS);
        assertThat(kafka.inFlightAsked).hasValueLessThanOrEqualTo(BROKERS);
        assertThat(kafka.fetched).hasValue(1);
        assertThat(records.counts()).containsEntry("batch_expired", (long) MANY);
    }

    @Test
    void batchesThatAreGivenUpOneAfterTheOtherShareWhatTheKernelSaid() throws Exception {
        RuntimeException error = FakeKafka.disconnected(3);
        long startNs = System.nanoTime();
        for (Object batch : batches()) {
            lostRecords.batchFailed(batch, error);
        }
        long tookMs = (System.nanoTime() - startNs) / 1_000_000;

        assertThat(records.counts()).containsEntry("records_failed", (long) MANY);
        assertThat(kernel.asked.get()).isLessThanOrEqualTo((int) (BROKERS * (1 + tookMs / Evidence.FRESH_MS)));
    }

    @Test
    void whoseThreadItIsIsFoundWithoutACopyOfAllProducers() throws Exception {
        List<FakeKafka> others = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            FakeKafka other = new FakeKafka(1);
            others.add(other);
            connections.clientCreated(other.client);
            producers.created(other.sender);
        }
        producers.ofThisThread();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MANY; i++) {
            producers.ofThisThread();
        }

        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / MANY).isLessThan(50);
        assertThat(others).hasSize(500);
    }

    @Test
    void ofSendsThatFindNoMetadataTheKernelIsAskedOnceASecondAndAllAreCounted() throws Exception {
        RuntimeException error = FakeKafka.noMetadata();

        assertLimited("no_metadata", () -> kafka.producer.doSend(() -> noMetadata(error)));
    }

    @Test
    void ofSendsThatFindNoMemoryTheKernelIsAskedOnceASecondAndAllAreCounted() throws Exception {
        RuntimeException error = FakeKafka.noMemory();

        assertLimited("no_memory", () -> sendFailures.noMemory(kafka.sender.bufferPool(), error));
    }

    private void assertLimited(String how, Runnable failing) throws Exception {
        long startNs = System.nanoTime();
        for (int i = 0; i < MANY; i++) {
            failing.run();
        }
        long seconds = 1 + (System.nanoTime() - startNs) / 1_000_000_000;

        assertThat(kernel.asked.get()).isLessThanOrEqualTo((int) (BROKERS * seconds));
        assertThat(awaitLost(how, MANY)).isEqualTo(MANY);
        // the first of each second, and how many others there were
        assertThat(records.counts().get("records_failed")).isLessThanOrEqualTo(2 * seconds + 1);
    }

    @Test
    void partitionsForThatFindsNoMetadataIsNoLostRecordAlsoAmongSendsThatAre() throws Exception {
        RuntimeException error = FakeKafka.noMetadata();
        for (int i = 0; i < 1_000; i++) {
            noMetadata(error);
            sendFailures.noPartitions(kafka.producer, error);
            kafka.producer.doSend(() -> noMetadata(error));
        }

        assertThat(awaitLost("no_metadata", 1_000)).isEqualTo(1_000);
    }

    @Test
    void aSendThatFailsAfterPartitionsForIsExplainedByItselfAndAtOnce() throws Exception {
        RuntimeException error = FakeKafka.noMetadata();
        noMetadata(error);
        sendFailures.noPartitions(kafka.producer, error);
        kafka.producer.doSend(() -> noMetadata(error));

        assertThat(records.counts()).containsEntry("records_failed", 1L);
    }

    @Test
    void manyThatAskForPartitionsInVainHaveTheKernelAskedOnceASecond() {
        RuntimeException error = FakeKafka.noMetadata();
        long startNs = System.nanoTime();
        for (int i = 0; i < MANY; i++) {
            noMetadata(error);
        }
        long seconds = 1 + (System.nanoTime() - startNs) / 1_000_000_000;

        assertThat(kernel.asked.get()).isLessThanOrEqualTo((int) (BROKERS * seconds));
    }

    @Test
    void topicsThatDifferAreNotToldAsOne() throws Exception {
        RuntimeException error = FakeKafka.noMetadata();
        kafka.producer.doSend(() -> {
            noMetadata(error);
            noMetadata(error, "invoices");
        });

        awaitLost("no_metadata", 2);
        assertThat(lost("no_metadata"))
                .extracting(record -> record.path("topic").asText("-"))
                .containsExactly(FakeKafka.TOPIC, "-");
    }

    private void noMetadata(RuntimeException error) {
        noMetadata(error, FakeKafka.TOPIC);
    }

    private void noMetadata(RuntimeException error, String topic) {
        try {
            sendFailures.noMetadata(kafka.producer, topic, error);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return how many records the file says were lost in that way, at the latest after some seconds */
    private long awaitLost(String how, long expected) throws Exception {
        long sum = 0;
        for (int i = 0; i < 500 && sum < expected; i++) {
            Thread.sleep(10);
            sum = lost(how).stream()
                    .mapToLong(record -> record.path("records").asLong())
                    .sum();
        }
        return sum;
    }

    private List<JsonNode> lost(String how) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        for (String line : Files.exists(file()) ? Files.readAllLines(file()) : List.<String>of()) {
            JsonNode record = JSON.readTree(line);
            if (record.path("how").asText().equals(how)) {
                found.add(record);
            }
        }
        return found;
    }

    private List<Object> batches() {
        return IntStream.range(0, MANY)
                .mapToObj(kafka::batch)
                .map(Object.class::cast)
                .toList();
    }

    private Path file() {
        return directory.resolve("events.jsonl");
    }
}
