package io.kafkatcp.core.connection;

import io.kafkatcp.core.sink.AgentErrors;
import java.kafkatcp.bridge.Bridge;
import java.kafkatcp.bridge.Hooks;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/**
 * What the bridge calls: the policy for errors around the work. Isolated loader, on Kafka's threads; whatever goes wrong in here
 * is counted and ends here.
 */
public final class AgentHooks extends Hooks {

    private final ConnectionOptions connections;
    private final ProducerCheck producers;
    private final AgentErrors errors;

    public AgentHooks(ConnectionOptions connections, ProducerCheck producers, AgentErrors errors) {
        this.connections = connections;
        this.producers = producers;
        this.errors = errors;
    }

    /** @return false where another agent of this kind is in the JVM */
    public boolean connect() {
        return Bridge.connect(this);
    }

    @Override
    public void connecting(SocketChannel channel, SocketAddress address, Object selector) {
        try {
            connections.apply(channel, selector);
        } catch (Throwable t) {
            errors.caught("setting socket options", t);
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
