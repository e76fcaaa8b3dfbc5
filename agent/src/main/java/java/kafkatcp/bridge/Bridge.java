package java.kafkatcp.bridge;

import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/**
 * The one class that woven Kafka code calls, because it is the one class that every loader can see: it lives on the
 * boot loader, in a {@code java.*} package, since OSGi and JBoss loaders ask the boot loader for nothing else
 * (elastic/apm-agent-java#1161). Runs on the application's threads and never throws into them.
 */
public final class Bridge {

    private static final Hooks NOBODY = new Hooks() {};

    private static volatile Hooks hooks = NOBODY;

    private Bridge() {}

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

    public static void connecting(SocketChannel channel, SocketAddress address, Object selector) {
        try {
            hooks.connecting(channel, address, selector);
        } catch (Throwable ignored) {
            // the agent counts its own errors; one that arrives here must still not reach Kafka's network thread
        }
    }

    public static void producerCreated(Object producer) {
        try {
            hooks.producerCreated(producer);
        } catch (Throwable ignored) {
            // as above
        }
    }
}
