package java.kafkatcp.bridge;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * What a woven Kafka class can tell the agent; the default hears nothing. Lives on the boot loader, is called on the
 * application's threads.
 *
 * <p>Frozen: the boot loader never lets go of a class, so an agent of another version meets this one. A changed
 * signature needs a package of another name.
 */
public abstract class Hooks {

    /** A constructor of {@code NetworkClient} has returned; chained constructors say so more than once. */
    public void clientCreated(Object client) throws Exception {}

    /**
     * {@code NetworkClient.poll} has been entered, on the only thread that may touch what is inside. Called in each
     * round.
     */
    public void clientPolling(Object client) throws Exception {}

    /** A {@code NetworkClient} begins to connect to a {@code Node}, before its name is resolved. */
    public void attempting(Object client, Object node) throws Exception {}

    /** {@code Selector.connect} has been entered. */
    public void connectCalled(Object selector, Object nodeId, InetSocketAddress address) {}

    /** A Kafka {@code Selector} is about to call {@code channel.connect(address)}. */
    public void connecting(SocketChannel channel, SocketAddress address, Object selector) {}

    /** {@code Selector.connect} has ended; the connection is pending where nothing was thrown. */
    public void connectReturned(Object selector, Object nodeId, Throwable thrown) {}

    /** A {@code TransportLayer} has asked the kernel whether its pending connection is there. */
    public void connectFinished(SocketChannel channel, Throwable thrown) {}

    /** {@code KafkaChannel.prepare} has thrown: the TLS handshake or the authentication failed. */
    public void handshakeFailed(Object kafkaChannel, Throwable thrown) throws Exception {}

    /** A {@code KafkaChannel} takes a request of so many bytes to send. Called for each request. */
    public void sending(Object kafkaChannel, long bytes) throws Exception {}

    /**
     * A {@code KafkaChannel} has read bytes of a response. Called for each read, of which a response takes two or more.
     *
     * @param complete whether the response is all there
     */
    public void received(Object kafkaChannel, long bytes, boolean complete) {}

    /** A {@code KafkaChannel} could not read a response: the connection is lost, and this says how. */
    public void readFailed(Object kafkaChannel, Throwable thrown) throws Exception {}

    /**
     * A {@code Selector} begins to wait for the network, for so long at most. Called in each round of a client's
     * thread.
     */
    public void polling(Object selector, long timeoutMs) {}

    /** It has ended, and the thread turns to other things. */
    public void polled(Object selector) {}

    /** {@code Selector.close()} has been entered: the whole client ends. */
    public void selectorClosing(Object selector) {}

    /** {@code Selector.close(String)} has been entered: Kafka itself gives this connection up, and it is still open. */
    public void closing(Object selector, Object nodeId) {}

    /** {@code ClusterConnectionStates.disconnected} has been entered: an attempt has failed or a connection is gone. */
    public void disconnected(Object connectionStates, Object nodeId) {}

    /** A constructor of {@code KafkaProducer} has returned; chained constructors say so more than once. */
    public void producerCreated(Object producer) {}

    /** The constructor of a producer's {@code Sender} has returned. */
    public void senderCreated(Object sender) throws Exception {}

    /**
     * Batches have expired.
     *
     * @param owner the {@code RecordAccumulator} in which they waited, or the {@code Sender} whose requests they were
     *     in
     */
    public void batchesExpired(Object owner, List<?> batches) throws Exception {}

    /** A batch is given up, on the producer's network thread; also said of expired ones. */
    public void batchFailed(Object batch, Throwable error) throws Exception {}

    /**
     * {@code KafkaProducer.waitOnMetadata} has thrown, on a thread of the application's.
     *
     * @param topic the producer itself where {@code partitionsFor} throws: then the wait was that method's, and no
     *     record is lost
     */
    public void noMetadata(Object producer, Object topic, Throwable error) throws Exception {}

    /** A producer's {@code BufferPool.allocate} has thrown, on a thread of the application's. */
    public void noMemory(Object bufferPool, Throwable error) throws Exception {}

    /**
     * The operator asks, through an agent that was loaded for this. Called on the JVM's thread for attaching.
     *
     * @return a word, a line feed and a text, or null from nobody
     */
    public String control(String request) throws Exception {
        return null;
    }

    /** One of the above has thrown, and the application has been spared. */
    public void failed(Throwable error) {}
}
