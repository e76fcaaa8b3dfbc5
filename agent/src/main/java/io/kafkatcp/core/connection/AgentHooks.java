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
    private final Expiries expiries;
    private final ConnectionOptions options;
    private final ProducerCheck producers;
    private final AgentErrors errors;

    public AgentHooks(
            Connections connections, Traffic traffic, Expiries expiries, ConnectionOptions options, ProducerCheck producers,
            AgentErrors errors) {
        this.connections = connections;
        this.traffic = traffic;
        this.expiries = expiries;
        this.options = options;
        this.producers = producers;
        this.errors = errors;
    }

    /** @return false where another agent of this kind is in the JVM */
    public boolean connect() {
        return Bridge.connect(this);
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
            options.apply(channel, selector);
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
    public void sending(Object kafkaChannel, Object send) throws Exception {
        traffic.sending(kafkaChannel, send);
    }

    @Override
    public void received(Object kafkaChannel) {
        traffic.received(kafkaChannel);
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
        expiries.senderCreated(sender);
    }

    @Override
    public void batchesExpired(Object owner, List<?> batches) throws Exception {
        expiries.expired(owner, batches);
    }

    @Override
    public void failed(Throwable error) {
        errors.caught("listening to Kafka", error);
    }
}
