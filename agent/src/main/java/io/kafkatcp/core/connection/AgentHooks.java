package io.kafkatcp.core.connection;

import io.kafkatcp.core.sink.AgentErrors;
import java.kafkatcp.bridge.Bridge;
import java.kafkatcp.bridge.Hooks;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/**
 * What the bridge calls: the policy for errors around the work. Isolated loader, on Kafka's threads; whatever goes wrong in here
 * is counted and ends here.
 */
public final class AgentHooks extends Hooks {

    private final Connections connections;
    private final Traffic traffic;
    private final ConnectionOptions options;
    private final ProducerCheck producers;
    private final AgentErrors errors;

    public AgentHooks(
            Connections connections, Traffic traffic, ConnectionOptions options, ProducerCheck producers, AgentErrors errors) {
        this.connections = connections;
        this.traffic = traffic;
        this.options = options;
        this.producers = producers;
        this.errors = errors;
    }

    /** @return false where another agent of this kind is in the JVM */
    public boolean connect() {
        return Bridge.connect(this);
    }

    @Override
    public void clientCreated(Object client) {
        try {
            connections.clientCreated(client);
        } catch (Throwable t) {
            errors.caught("reading a new client", t);
        }
    }

    @Override
    public void attempting(Object client, Object node) {
        try {
            connections.attempting(client, node);
        } catch (Throwable t) {
            errors.caught("following an attempt to connect", t);
        }
    }

    @Override
    public void connectCalled(Object selector, Object nodeId, InetSocketAddress address) {
        try {
            connections.connectCalled(selector, String.valueOf(nodeId), address);
        } catch (Throwable t) {
            errors.caught("following a connect", t);
        }
    }

    /** Both matter by themselves: what goes wrong in following a connection must not keep it from its options. */
    @Override
    public void connecting(SocketChannel channel, SocketAddress address, Object selector) {
        try {
            options.apply(channel, selector);
        } catch (Throwable t) {
            errors.caught("setting socket options", t);
        }
        try {
            connections.channelOpened(selector, channel);
        } catch (Throwable t) {
            errors.caught("following a new socket", t);
        }
    }

    @Override
    public void connectReturned(Object selector, Object nodeId, Throwable thrown) {
        try {
            connections.connectReturned(selector, String.valueOf(nodeId), thrown);
        } catch (Throwable t) {
            errors.caught("following a pending connect", t);
        }
    }

    @Override
    public void connectFinished(SocketChannel channel, Throwable thrown) {
        try {
            connections.connectFinished(channel, thrown);
        } catch (Throwable t) {
            errors.caught("recording the end of a connect", t);
        }
    }

    @Override
    public void handshakeFailed(Object kafkaChannel, Throwable thrown) {
        try {
            connections.handshakeFailed(kafkaChannel, thrown);
        } catch (Throwable t) {
            errors.caught("recording a failed handshake", t);
        }
    }

    @Override
    public void sending(Object kafkaChannel, Object send) {
        try {
            traffic.sending(kafkaChannel, send);
        } catch (Throwable t) {
            errors.caught("timing a request", t);
        }
    }

    @Override
    public void received(Object kafkaChannel) {
        try {
            traffic.received(kafkaChannel);
        } catch (Throwable t) {
            errors.caught("timing a response", t);
        }
    }

    @Override
    public void closing(Object selector, Object nodeId) {
        try {
            connections.closing(selector, String.valueOf(nodeId));
        } catch (Throwable t) {
            errors.caught("following the close of a connection", t);
        }
    }

    @Override
    public void disconnected(Object connectionStates, Object nodeId) {
        try {
            connections.disconnected(connectionStates, String.valueOf(nodeId));
        } catch (Throwable t) {
            errors.caught("recording the end of a connection", t);
        }
    }

    @Override
    public void producerCreated(Object producer) {
        try {
            producers.check(producer);
        } catch (Throwable t) {
            errors.caught("comparing a producer's timeouts", t);
        }
    }
}
