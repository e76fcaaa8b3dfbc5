package io.kafkatcp.core.hooks;

import io.kafkatcp.core.connection.Connections;
import io.kafkatcp.core.connection.Traffic;
import io.kafkatcp.core.connection.incident.ClientStallDetector;
import io.kafkatcp.core.loss.BatchExpiryRecorder;
import io.kafkatcp.core.loss.LostRecords;
import io.kafkatcp.core.loss.Producers;
import io.kafkatcp.core.loss.SendFailures;
import io.kafkatcp.core.options.ConnectionOptions;
import io.kafkatcp.core.options.OptionsReconciler;
import io.kafkatcp.core.options.ProducerCheck;
import io.kafkatcp.core.runtime.CircuitBreaker;
import io.kafkatcp.core.start.Privileges;
import io.kafkatcp.core.thread.OnApplicationThread;
import io.kafkatcp.core.thread.OnNetworkThread;
import java.kafkatcp.bridge.Bridge;
import java.kafkatcp.bridge.Hooks;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;

/** What the bridge calls, and whom it concerns; the bridge catches what goes wrong in here. */
public final class AgentHooks extends Hooks {

    private final Connections connections;
    private final Traffic traffic;
    private final ClientStallDetector clientStalls;
    private final Producers producers;
    private final BatchExpiryRecorder batchExpiries;
    private final LostRecords lostRecords;
    private final SendFailures sendFailures;
    private final ConnectionOptions connectionOptions;
    private final ProducerCheck producerCheck;
    private final OptionsReconciler optionsReconciler;
    private final Operator operator;
    private final CircuitBreaker setting;
    private final CircuitBreaker listening;
    private final CircuitBreaker changing;
    /** This, or what stands before it: made there, or to verify this class the JVM would load that one. */
    private final Hooks called = Privileges.areChecked() ? PrivilegedHooks.before(this) : this;

    public AgentHooks(
            Connections connections,
            Traffic traffic,
            ClientStallDetector clientStalls,
            Producers producers,
            BatchExpiryRecorder batchExpiries,
            LostRecords lostRecords,
            SendFailures sendFailures,
            ConnectionOptions connectionOptions,
            ProducerCheck producerCheck,
            OptionsReconciler optionsReconciler,
            Operator operator,
            CircuitBreakers circuitBreakers,
            CircuitBreaker changing) {
        this.connections = connections;
        this.traffic = traffic;
        this.clientStalls = clientStalls;
        this.producers = producers;
        this.batchExpiries = batchExpiries;
        this.lostRecords = lostRecords;
        this.sendFailures = sendFailures;
        this.connectionOptions = connectionOptions;
        this.producerCheck = producerCheck;
        this.optionsReconciler = optionsReconciler;
        this.operator = operator;
        this.setting = circuitBreakers.setting;
        this.listening = circuitBreakers.listening;
        this.changing = changing;
    }

    /** @return false where another agent of this kind is in the JVM */
    public boolean connect() {
        return Bridge.connect(called);
    }

    /** From now on the woven code speaks to nobody. */
    public void disconnect() {
        Bridge.disconnect(called);
    }

    @Override
    public String control(String request) throws Exception {
        return operator.answer(request);
    }

    @Override
    @OnNetworkThread
    public void clientPolling(Object client) {
        if (!setting.isOn() || !changing.isOn()) {
            return;
        }
        try {
            optionsReconciler.clientPolling(client);
        } catch (Throwable t) {
            changing.caught("bringing options to open connections", t);
        }
    }

    @Override
    @OnApplicationThread
    public void clientCreated(Object client) throws Exception {
        if (listening.isOn()) {
            connections.clientCreated(client);
        }
    }

    @Override
    @OnNetworkThread
    public void attempting(Object client, Object node) throws Exception {
        if (listening.isOn()) {
            connections.attempting(client, node);
        }
    }

    @Override
    @OnNetworkThread
    public void connectCalled(Object selector, Object nodeId, InetSocketAddress address) {
        if (listening.isOn()) {
            connections.connectCalled(selector, String.valueOf(nodeId), address);
        }
    }

    @Override
    @OnNetworkThread
    public void connecting(SocketChannel channel, SocketAddress address, Object selector) {
        if (listening.isOn()) {
            // first: from now on it is found by whoever gives all of them back what they had
            opened(channel, selector);
        }
        if (setting.isOn()) {
            apply(channel, selector);
        }
    }

    @Override
    @OnNetworkThread
    public void connectReturned(Object selector, Object nodeId, Throwable thrown) {
        if (listening.isOn()) {
            connections.connectReturned(selector, String.valueOf(nodeId), thrown);
        }
    }

    @Override
    @OnNetworkThread
    public void connectFinished(SocketChannel channel, Throwable thrown) {
        if (listening.isOn()) {
            connections.connectFinished(channel, thrown);
        }
    }

    @Override
    @OnNetworkThread
    public void handshakeFailed(Object kafkaChannel, Throwable thrown) {
        if (listening.isOn()) {
            connections.ends().handshakeFailed(kafkaChannel, thrown);
        }
    }

    @Override
    @OnNetworkThread
    public void sending(Object kafkaChannel, long bytes) {
        if (listening.isOn()) {
            traffic.sending(kafkaChannel, bytes);
        }
    }

    @Override
    @OnNetworkThread
    public void received(Object kafkaChannel, long bytes, boolean complete) {
        if (listening.isOn()) {
            traffic.received(kafkaChannel, bytes, complete);
        }
    }

    @Override
    @OnNetworkThread
    public void readFailed(Object kafkaChannel, Throwable thrown) {
        if (listening.isOn()) {
            traffic.readFailed(kafkaChannel, thrown);
        }
    }

    @Override
    @OnNetworkThread
    public void polling(Object selector, long timeoutMs) {
        if (listening.isOn()) {
            clientStalls.polling(selector, timeoutMs);
        }
    }

    @Override
    @OnNetworkThread
    public void polled(Object selector) {
        if (listening.isOn()) {
            clientStalls.polled(selector);
        }
    }

    @Override
    public void selectorClosing(Object selector) {
        if (listening.isOn()) {
            connections.clientEnds(selector);
        }
    }

    @Override
    @OnNetworkThread
    public void closing(Object selector, Object nodeId) {
        if (listening.isOn()) {
            connections.ends().closing(selector, String.valueOf(nodeId));
        }
    }

    @Override
    @OnNetworkThread
    public void disconnected(Object connectionStates, Object nodeId) {
        if (listening.isOn()) {
            connections.ends().disconnected(connectionStates, String.valueOf(nodeId));
        }
    }

    @Override
    @OnApplicationThread
    public void producerCreated(Object producer) {
        if (listening.isOn()) {
            producerCheck.check(producer);
        }
    }

    @Override
    @OnApplicationThread
    public void senderCreated(Object sender) throws Exception {
        if (listening.isOn()) {
            producers.created(sender);
        }
    }

    @Override
    @OnNetworkThread
    public void batchesExpired(Object owner, List<?> batches) throws Exception {
        if (listening.isOn()) {
            batchExpiries.expired(owner, batches);
        }
    }

    @Override
    @OnNetworkThread
    public void batchFailed(Object batch, Throwable error) throws Exception {
        if (listening.isOn()) {
            lostRecords.batchFailed(batch, error);
        }
    }

    @Override
    @OnApplicationThread
    public void noMetadata(Object producer, Object topic, Throwable error) throws Exception {
        if (!listening.isOn()) {
            return;
        }
        if (topic == producer) {
            sendFailures.noPartitions(producer, error);
        } else {
            sendFailures.noMetadata(producer, (String) topic, error);
        }
    }

    @Override
    @OnApplicationThread
    public void noMemory(Object bufferPool, Throwable error) {
        if (listening.isOn()) {
            sendFailures.noMemory(bufferPool, error);
        }
    }

    @Override
    public void failed(Throwable error) {
        listening.caught("listening to Kafka", error);
    }

    private void opened(SocketChannel channel, Object selector) {
        try {
            connections.channelOpened(selector, channel);
        } catch (Throwable t) {
            listening.caught("listening to Kafka", t);
        }
    }

    private void apply(SocketChannel channel, Object selector) {
        try {
            connectionOptions.apply(channel, selector, connections.calling(selector));
        } catch (Throwable t) {
            setting.caught("setting socket options", t);
        }
    }
}
