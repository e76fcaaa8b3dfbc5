package java.kafkatcp.bridge;

import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/**
 * What a woven Kafka class can tell the agent; the default hears nothing. Lives on the boot loader, is called on the
 * application's threads.
 *
 * <p>Frozen: the boot loader never lets go of a class, so an agent of another version meets this one. A changed
 * signature needs a package of another name.
 */
public abstract class Hooks {

    /** A Kafka {@code Selector} is about to call {@code channel.connect(address)}. */
    public void connecting(SocketChannel channel, SocketAddress address, Object selector) {}

    /** A constructor of {@code KafkaProducer} has returned; chained constructors say so more than once. */
    public void producerCreated(Object producer) {}
}
