package java.kafkatcp.bridge;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * The one class that woven Kafka code calls, because it is the one class that every loader can see: it lives on the
 * boot loader, in a {@code java.*} package, since OSGi and JBoss loaders ask the boot loader for nothing else
 * (elastic/apm-agent-java#1161). Runs on the application's threads and never throws into them.
 */
public final class Bridge {

    /** Constants: whoever names the bridge before it is there does not load it by that. */
    public static final String PACKAGE = "java.kafkatcp.bridge";

    public static final String NAME = PACKAGE + ".Bridge";

    private static final Hooks NOBODY = new Hooks() {};

    private static volatile Hooks hooks = NOBODY;

    private Bridge() {}

    /**
     * Of this class and of {@link Hooks}: the boot loader never lets go of them, so an agent that comes later meets
     * these.
     */
    public static int version() {
        return 1;
    }

    /**
     * Connects the woven code to an agent.
     *
     * @return false where another agent is connected already
     */
    public static synchronized boolean connect(Hooks target) {
        if (hooks != NOBODY) {
            return false;
        }
        hooks = target;
        return true;
    }

    /** Leaves the woven code to nobody. */
    public static synchronized void disconnect(Hooks target) {
        if (hooks == target) {
            hooks = NOBODY;
        }
    }

    /**
     * How a running agent is found by one that is loaded later, which is in another class loader.
     *
     * @return its answer, or null where there is none
     */
    public static String control(String request) {
        try {
            return hooks.control(request);
        } catch (Throwable t) {
            failed(t);
            return "refused\nan internal error in the agent: " + t;
        }
    }

    public static void clientCreated(Object client) {
        try {
            hooks.clientCreated(client);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void clientPolling(Object client) {
        try {
            hooks.clientPolling(client);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void attempting(Object client, Object node) {
        try {
            hooks.attempting(client, node);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void connectCalled(Object selector, Object nodeId, InetSocketAddress address) {
        try {
            hooks.connectCalled(selector, nodeId, address);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void connecting(SocketChannel channel, SocketAddress address, Object selector) {
        try {
            hooks.connecting(channel, address, selector);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void connectReturned(Object selector, Object nodeId, Throwable thrown) {
        try {
            hooks.connectReturned(selector, nodeId, thrown);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void connectFinished(SocketChannel channel, Throwable thrown) {
        try {
            hooks.connectFinished(channel, thrown);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void handshakeFailed(Object kafkaChannel, Throwable thrown) {
        try {
            hooks.handshakeFailed(kafkaChannel, thrown);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void sending(Object kafkaChannel, long bytes) {
        try {
            hooks.sending(kafkaChannel, bytes);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void received(Object kafkaChannel, long bytes, boolean complete) {
        try {
            if (bytes > 0) {
                hooks.received(kafkaChannel, bytes, complete);
            }
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void readFailed(Object kafkaChannel, Throwable thrown) {
        try {
            hooks.readFailed(kafkaChannel, thrown);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void polling(Object selector, long timeoutMs) {
        try {
            hooks.polling(selector, timeoutMs);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void polled(Object selector) {
        try {
            hooks.polled(selector);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void selectorClosing(Object selector) {
        try {
            hooks.selectorClosing(selector);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void closing(Object selector, Object nodeId) {
        try {
            hooks.closing(selector, nodeId);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void disconnected(Object connectionStates, Object nodeId) {
        try {
            hooks.disconnected(connectionStates, nodeId);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void producerCreated(Object producer) {
        try {
            hooks.producerCreated(producer);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void senderCreated(Object sender) {
        try {
            hooks.senderCreated(sender);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void batchesExpired(Object owner, List<?> batches) {
        try {
            // in most rounds of a Sender there are none
            if (batches != null && !batches.isEmpty()) {
                hooks.batchesExpired(owner, batches);
            }
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void batchFailed(Object batch, Throwable error) {
        try {
            // each batch ends here, mostly well
            if (error != null) {
                hooks.batchFailed(batch, error);
            }
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void noMetadata(Object producer, Object topic, Throwable error) {
        try {
            hooks.noMetadata(producer, topic, error);
        } catch (Throwable t) {
            failed(t);
        }
    }

    public static void noMemory(Object bufferPool, Throwable error) {
        try {
            hooks.noMemory(bufferPool, error);
        } catch (Throwable t) {
            failed(t);
        }
    }

    /**
     * Whatever goes wrong in the agent ends here: it must not reach Kafka's network thread, nor may the telling of it.
     */
    private static void failed(Throwable error) {
        try {
            hooks.failed(error);
        } catch (Throwable ignored) {
            // the agent cannot even count it: its loader is closed, or there is no memory
        }
    }
}
