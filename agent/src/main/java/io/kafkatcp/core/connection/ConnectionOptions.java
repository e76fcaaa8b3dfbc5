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
        Refusals refusals = new Refusals();
        if (options.userTimeoutMs() > 0) {
            set(channel, SocketOption.TCP_USER_TIMEOUT, options.userTimeoutMs(), refusals);
        }
        if (options.keepalive()) {
            set(channel, SocketOption.TCP_KEEPCNT, options.keepaliveCount(), refusals);
            set(channel, SocketOption.TCP_KEEPINTVL, options.keepaliveIntervalSeconds(), refusals);
            set(channel, SocketOption.TCP_KEEPIDLE, options.keepaliveIdleSeconds(), refusals);
            set(channel, SocketOption.SO_KEEPALIVE, 1, refusals);
        }
        for (String warning : refusals.sentences()) {
            notices.warnCounted(selector.getClass().getClassLoader(), warning, "connection");
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

    private void set(SocketChannel channel, SocketOption option, int value, Refusals refusals) {
        if (!kernel.has(option)) {
            refusals.add("not to be had on " + System.getProperty("os.name") + " with Java "
                    + System.getProperty("java.version"), option, value);
            return;
        }
        try {
            kernel.set(channel, option, value);
            int inForce = kernel.get(channel, option);
            if (inForce != value) {
                refusals.add("accepted, but read back as " + inForce, option, value);
            }
        } catch (IOException e) {
            refusals.add(String.valueOf(e.getMessage()), option, value);
        }
    }
}
