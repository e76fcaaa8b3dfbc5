package io.kafkatcp.core.connection;

import io.kafkatcp.core.sink.AgentErrors;
import java.kafkatcp.bridge.Bridge;
import java.kafkatcp.bridge.Hooks;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * What the bridge calls, and whom it concerns; the bridge catches what goes wrong in here. Isolated loader, on Kafka's threads.
 */
public final class AgentHooks extends Hooks {

    private final Connections connections;
    private final Traffic traffic;
    private final Stalls stalls;
    private final Producers followed;
    private final Expiries expiries;
    private final LostRecords losses;
    private final ConnectionOptions options;
    private final ProducerCheck producers;
    private final Sweep sweep;
    private final Operator operator;
    private final AgentErrors errors;

    public AgentHooks(
            Connections connections, Traffic traffic, Stalls stalls, Producers followed, Expiries expiries, LostRecords losses,
            ConnectionOptions options, ProducerCheck producers, Sweep sweep, Operator operator, AgentErrors errors) {
        this.connections = connections;
        this.traffic = traffic;
        this.stalls = stalls;
        this.followed = followed;
        this.expiries = expiries;
        this.losses = losses;
        this.options = options;
        this.producers = producers;
        this.sweep = sweep;
        this.operator = operator;
        this.errors = errors;
    }

    /** @return false where another agent of this kind is in the JVM */
    public boolean connect() {
        return Bridge.connect(this);
    }

    /** From now on the woven code speaks to nobody. */
    public void disconnect() {
        Bridge.disconnect(this);
    }

    @Override
    public String control(String request) throws Exception {
        return operator.answer(request);
    }

    @Override
    public void clientPolling(Object client) throws Exception {
        sweep.clientPolling(client);
    }

    @Override
    public void clientCreated(Object client) throws Exception {
        connections.clientCreated(client);
    }

    @Override
    public void attempting(Object client, Object node) throws Exception {
        connections.attempting(client, node);
    }

    @Override
    public void connectCalled(Object selector, Object nodeId, InetSocketAddress address) {
        connections.connectCalled(selector, String.valueOf(nodeId), address);
    }

    @Override
    public void connecting(SocketChannel channel, SocketAddress address, Object selector) {
        try {
            options.apply(channel, selector, connections.calling(selector));
        } finally {
            connections.channelOpened(selector, channel);
        }
    }

    @Override
    public void connectReturned(Object selector, Object nodeId, Throwable thrown) {
        connections.connectReturned(selector, String.valueOf(nodeId), thrown);
    }

    @Override
    public void connectFinished(SocketChannel channel, Throwable thrown) {
        connections.connectFinished(channel, thrown);
    }

    @Override
    public void handshakeFailed(Object kafkaChannel, Throwable thrown) throws Exception {
        connections.handshakeFailed(kafkaChannel, thrown);
    }

    @Override
    public void sending(Object kafkaChannel, long bytes) throws Exception {
        traffic.sending(kafkaChannel, bytes);
    }

    @Override
    public void received(Object kafkaChannel, long bytes, boolean complete) {
        traffic.received(kafkaChannel, bytes, complete);
    }

    @Override
    public void readFailed(Object kafkaChannel, Throwable thrown) {
        traffic.readFailed(kafkaChannel, thrown);
    }

    @Override
    public void polling(Object selector, long timeoutMs) {
        stalls.polling(selector, timeoutMs);
    }

    @Override
    public void polled(Object selector) {
        stalls.polled(selector);
    }

    @Override
    public void selectorClosing(Object selector) {
        connections.clientEnds(selector);
    }

    @Override
    public void closing(Object selector, Object nodeId) {
        connections.closing(selector, String.valueOf(nodeId));
    }

    @Override
    public void disconnected(Object connectionStates, Object nodeId) {
        connections.disconnected(connectionStates, String.valueOf(nodeId));
    }

    @Override
    public void producerCreated(Object producer) {
        producers.check(producer);
    }

    @Override
    public void senderCreated(Object sender) throws Exception {
        followed.created(sender);
    }

    @Override
    public void batchesExpired(Object owner, List<?> batches) throws Exception {
        expiries.expired(owner, batches);
    }

    @Override
    public void batchFailed(Object batch, Throwable error) throws Exception {
        losses.batchFailed(batch, error);
    }

    @Override
    public void noMetadata(Object producer, Object topic, Throwable error) throws Exception {
        losses.noMetadata(producer, String.valueOf(topic), error);
    }

    @Override
    public void noMemory(Object bufferPool, Throwable error) {
        losses.noMemory(bufferPool, error);
    }

    @Override
    public void failed(Throwable error) {
        errors.caught("listening to Kafka", error);
    }
}
