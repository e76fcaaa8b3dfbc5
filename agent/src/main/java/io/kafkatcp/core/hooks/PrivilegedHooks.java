package io.kafkatcp.core.hooks;

import java.kafkatcp.bridge.Hooks;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.List;

/**
 * Stands before {@link AgentHooks} where a SecurityManager is set: what the agent does is then checked against what the
 * policy grants to the agent's jar, and not against the application whose threads it is called on. Where none is set,
 * nobody makes one. On Kafka's threads.
 */
@SuppressWarnings({"deprecation", "removal"})
final class PrivilegedHooks extends Hooks {

    private final Hooks hooks;

    PrivilegedHooks(Hooks hooks) {
        this.hooks = hooks;
    }

    static Hooks before(Hooks hooks) {
        return new PrivilegedHooks(hooks);
    }

    @Override
    public void clientCreated(final Object client) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.clientCreated(client);
            }
        });
    }

    @Override
    public void clientPolling(final Object client) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.clientPolling(client);
            }
        });
    }

    @Override
    public void attempting(final Object client, final Object node) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.attempting(client, node);
            }
        });
    }

    @Override
    public void connectCalled(final Object selector, final Object nodeId, final InetSocketAddress address) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.connectCalled(selector, nodeId, address);
            }
        });
    }

    @Override
    public void connecting(final SocketChannel channel, final SocketAddress address, final Object selector) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.connecting(channel, address, selector);
            }
        });
    }

    @Override
    public void connectReturned(final Object selector, final Object nodeId, final Throwable thrown) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.connectReturned(selector, nodeId, thrown);
            }
        });
    }

    @Override
    public void connectFinished(final SocketChannel channel, final Throwable thrown) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.connectFinished(channel, thrown);
            }
        });
    }

    @Override
    public void handshakeFailed(final Object kafkaChannel, final Throwable thrown) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.handshakeFailed(kafkaChannel, thrown);
            }
        });
    }

    @Override
    public void sending(final Object kafkaChannel, final long bytes) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.sending(kafkaChannel, bytes);
            }
        });
    }

    @Override
    public void received(final Object kafkaChannel, final long bytes, final boolean complete) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.received(kafkaChannel, bytes, complete);
            }
        });
    }

    @Override
    public void readFailed(final Object kafkaChannel, final Throwable thrown) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.readFailed(kafkaChannel, thrown);
            }
        });
    }

    @Override
    public void polling(final Object selector, final long timeoutMs) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.polling(selector, timeoutMs);
            }
        });
    }

    @Override
    public void polled(final Object selector) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.polled(selector);
            }
        });
    }

    @Override
    public void selectorClosing(final Object selector) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.selectorClosing(selector);
            }
        });
    }

    @Override
    public void closing(final Object selector, final Object nodeId) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.closing(selector, nodeId);
            }
        });
    }

    @Override
    public void disconnected(final Object connectionStates, final Object nodeId) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.disconnected(connectionStates, nodeId);
            }
        });
    }

    @Override
    public void producerCreated(final Object producer) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.producerCreated(producer);
            }
        });
    }

    @Override
    public void senderCreated(final Object sender) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.senderCreated(sender);
            }
        });
    }

    @Override
    public void batchesExpired(final Object owner, final List<?> batches) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.batchesExpired(owner, batches);
            }
        });
    }

    @Override
    public void batchFailed(final Object batch, final Throwable error) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.batchFailed(batch, error);
            }
        });
    }

    @Override
    public void noMetadata(final Object producer, final Object topic, final Throwable error) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.noMetadata(producer, topic, error);
            }
        });
    }

    @Override
    public void noMemory(final Object bufferPool, final Throwable error) {
        run(new Call() {
            @Override
            void made(Hooks to) throws Exception {
                to.noMemory(bufferPool, error);
            }
        });
    }

    /** On the JVM's thread for attaching, which has no application on it. */
    @Override
    public String control(String request) throws Exception {
        return hooks.control(request);
    }

    @Override
    public void failed(final Throwable error) {
        run(new Call() {
            @Override
            void made(Hooks to) {
                to.failed(error);
            }
        });
    }

    private void run(Call call) {
        call.to = hooks;
        AccessController.doPrivileged(call);
    }

    /** One call of the bridge's. */
    private abstract static class Call implements PrivilegedAction<Void> {

        private Hooks to;

        abstract void made(Hooks hooks) throws Exception;

        @Override
        public final Void run() {
            try {
                made(to);
            } catch (Exception e) {
                // not wrapped: the bridge counts by what was thrown
                PrivilegedHooks.<RuntimeException>rethrow(e);
            }
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void rethrow(Exception e) throws E {
        throw (E) e;
    }
}
