package io.kafkatcp.core.connection;

import io.kafkatcp.core.config.Clients;
import io.kafkatcp.core.config.Options;
import io.kafkatcp.core.kafka.ClientType;
import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.sink.Notices;
import io.kafkatcp.core.socket.Kernel;
import io.kafkatcp.core.socket.SocketOption;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * Gives a socket that is about to connect the options that the operator asked for, and reads each back from the kernel, because
 * some platforms accept an option and ignore it. Isolated loader, on a Kafka client's network thread, once per connection.
 */
public final class ConnectionOptions {

    private static final String UNIT = "connection";

    private final Options options;
    private final Kernel kernel;
    private final KafkaFields fields;
    private final Notices notices;

    public ConnectionOptions(Options options, Kernel kernel, KafkaFields fields, Notices notices) {
        this.options = options;
        this.kernel = kernel;
        this.fields = fields;
        this.notices = notices;
    }

    void apply(SocketChannel channel, Object selector) {
        if (!options.enforces() || !isMeant(selector)) {
            return;
        }
        ClassLoader log = selector.getClass().getClassLoader();
        if (options.userTimeoutMs() > 0) {
            set(channel, SocketOption.TCP_USER_TIMEOUT, options.userTimeoutMs(), log);
        }
        if (options.keepalive()) {
            set(channel, SocketOption.TCP_KEEPCNT, options.keepaliveCount(), log);
            set(channel, SocketOption.TCP_KEEPINTVL, options.keepaliveIntervalSeconds(), log);
            set(channel, SocketOption.TCP_KEEPIDLE, options.keepaliveIdleSeconds(), log);
            set(channel, SocketOption.SO_KEEPALIVE, 1, log);
        }
    }

    private boolean isMeant(Object selector) {
        Clients clients = options.clients();
        return clients.isEverything() || clients.include(typeOf(selector));
    }

    private String typeOf(Object selector) {
        try {
            return ClientType.of(selector, fields);
        } catch (ReflectiveOperationException | RuntimeException e) {
            notices.warnOnce(selector.getClass().getClassLoader(), "the option clients is off for "
                    + selector.getClass().getName() + ": what type of client it serves cannot be told (" + e
                    + "), so its sockets are left as they are; set clients=all to include them");
            return "";
        }
    }

    private void set(SocketChannel channel, SocketOption option, int value, ClassLoader log) {
        if (!kernel.has(option)) {
            notices.warnOnce(log, option.describe(value) + " is not to be had on " + System.getProperty("os.name")
                    + " with Java " + System.getProperty("java.version") + "; the other options are set");
            return;
        }
        try {
            kernel.set(channel, option, value);
            int inForce = kernel.get(channel, option);
            if (inForce != value) {
                notices.warnCounted(log, option.describe(value) + " was accepted, but the kernel reads back " + inForce, UNIT);
            }
        } catch (IOException e) {
            notices.warnCounted(log, option.describe(value) + " could not be set: " + e.getMessage(), UNIT);
        }
    }
}
