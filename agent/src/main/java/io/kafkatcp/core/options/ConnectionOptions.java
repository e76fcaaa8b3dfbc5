package io.kafkatcp.core.options;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.flow.FlowStateMachine;
import io.kafkatcp.core.kafka.ClientType;
import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SocketOption;
import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Gives a socket the options that the operator asked for, before it connects and again when they change, and reads each
 * back from the kernel, because some platforms accept an option and ignore it. A socket that is to be left alone gets
 * back what it had. On a Kafka client's network thread or an operator's.
 */
public final class ConnectionOptions {

    private final LiveOptions liveOptions;
    private final CanaryAssignment canary;
    private final Kernel kernel;
    private final KafkaFields fields;
    private final AgentLog agentLog;
    private final FlowStateMachine flowStates;
    private volatile boolean released;

    public ConnectionOptions(
            LiveOptions liveOptions,
            CanaryAssignment canary,
            Kernel kernel,
            KafkaFields fields,
            AgentLog agentLog,
            FlowStateMachine flowStates) {
        this.liveOptions = liveOptions;
        this.canary = canary;
        this.kernel = kernel;
        this.fields = fields;
        this.agentLog = agentLog;
        this.flowStates = flowStates;
    }

    /** From now on every socket is one that is to be left alone. */
    public void release() {
        released = true;
    }

    /** Whether {@link #apply} may be called on another thread than the client's own. */
    boolean setsFromAnyThread() {
        return kernel.setsFromAnyThread();
    }

    /** @param connection null where nobody follows it: then nothing of it can be given back */
    public void apply(SocketChannel channel, Object selector, Connection connection) {
        Options options = liveOptions.now();
        Refusals refusals = new Refusals();
        if (connection == null) {
            apply(channel, options, !released && isMeant(options, selector, null), null, refusals);
        } else {
            boolean meant = !released && isMeant(options, selector, connection);
            synchronized (connection.flowState()) {
                // asked again in here: who releases it afterwards waits, and gives back what is set now
                boolean enforced = meant && !released;
                connection.enforced(enforced);
                flowStates.settle(connection);
                apply(channel, options, enforced, connection, refusals);
            }
        }
        for (String warning : refusals.sentences()) {
            agentLog.warnCounted(selector.getClass().getClassLoader(), warning, "connection");
        }
    }

    private void apply(
            SocketChannel channel, Options options, boolean enforced, Connection connection, Refusals refusals) {
        for (SocketOption option : SocketOption.values()) {
            Integer wanted = enforced ? wanted(options, option) : null;
            if (option == SocketOption.TCP_MAXSEG) {
                if (wanted != null && !isConnecting(channel)) {
                    set(channel, option, wanted, refusals);
                }
            } else if (wanted != null) {
                keepOriginal(channel, option, connection);
                set(channel, option, wanted, refusals);
            } else {
                giveBack(channel, option, connection, refusals);
            }
        }
    }

    private static boolean isConnecting(SocketChannel channel) {
        return channel != null && (channel.isConnected() || channel.isConnectionPending());
    }

    private boolean isMeant(Options options, Object selector, Connection connection) {
        String clientId = connection == null ? null : connection.client().id();
        String nodeId = connection == null ? null : connection.nodeId();
        return options.enforces()
                && (options.clients().isEverything() || options.clients().include(typeOf(selector)))
                && canary.isIn(options, clientId, nodeId);
    }

    /** @return null where the kernel's own is to stay */
    private static Integer wanted(Options options, SocketOption option) {
        if (option == SocketOption.TCP_USER_TIMEOUT) {
            return options.userTimeoutMs() > 0 ? options.userTimeoutMs() : null;
        }
        if (option == SocketOption.TCP_MAXSEG) {
            return options.maxSegmentBytes() > 0 ? options.maxSegmentBytes() : null;
        }
        if (!options.keepalive()) {
            return null;
        }
        switch (option) {
            case TCP_KEEPCNT:
                return options.keepaliveCount();
            case TCP_KEEPINTVL:
                return options.keepaliveIntervalSeconds();
            case TCP_KEEPIDLE:
                return options.keepaliveIdleSeconds();
            default:
                return 1;
        }
    }

    private void keepOriginal(SocketChannel channel, SocketOption option, Connection connection) {
        if (connection == null || connection.originals().has(option) || !kernel.has(option)) {
            return;
        }
        try {
            connection.originals().keep(option, kernel.get(channel, option));
        } catch (IOException closed) {
            // nothing to give back then
            return;
        }
    }

    private void giveBack(SocketChannel channel, SocketOption option, Connection connection, Refusals refusals) {
        Integer original = connection == null ? null : connection.originals().take(option);
        if (original != null) {
            set(channel, option, original, refusals);
        }
    }

    private String typeOf(Object selector) {
        try {
            return ClientType.of(selector, fields);
        } catch (ReflectiveOperationException | RuntimeException e) {
            agentLog.warnOnce(
                    selector.getClass().getClassLoader(),
                    "the option clients is off for "
                            + selector.getClass().getName() + ": what type of client it serves cannot be told (" + e
                            + "), so its sockets are left as they are; set clients=all to include them");
            return "";
        }
    }

    /** Up to Linux 6.3 a socket that is not connected answers with what it begins with, TCP_MSS_DEFAULT. */
    private static boolean isNotToldYet(SocketOption option, int inForce) {
        return option == SocketOption.TCP_MAXSEG && inForce == 536;
    }

    private void set(SocketChannel channel, SocketOption option, int value, Refusals refusals) {
        if (!kernel.has(option)) {
            refusals.add(
                    "not available on " + System.getProperty("os.name") + " with Java "
                            + System.getProperty("java.version"),
                    option,
                    value);
            return;
        }
        try {
            kernel.set(channel, option, value);
            int inForce = kernel.get(channel, option);
            if (inForce != value && !isNotToldYet(option, inForce)) {
                refusals.add("accepted, but read back as " + inForce, option, value);
            }
        } catch (IOException e) {
            refusals.add(String.valueOf(e.getMessage()), option, value);
        }
    }
}
