package io.kafkatcp.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.kafkatcp.bridge.Bridge;
import java.kafkatcp.bridge.Hooks;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The bridge stands on the boot loader here too, and is one for the whole JVM: one test, in the order in which an agent
 * uses it.
 */
class BridgeTest {

    private static final List<String> NO_HOOKS = List.of("connect", "disconnect", "version");

    private final List<String> failures = new ArrayList<>();

    @Test
    void nothingThatAHookThrowsReachesKafkaAndEachIsReported() throws Exception {
        assertThat(Bridge.class.getClassLoader()).isNull();
        List<Method> hooks = Arrays.stream(Bridge.class.getMethods())
                .filter(method -> method.getDeclaringClass() == Bridge.class && !NO_HOOKS.contains(method.getName()))
                .toList();
        assertThat(hooks).hasSize(23).allSatisfy(hook -> hook.invoke(null, arguments(hook)));
        assertThat(failures).isEmpty();

        Throwing throwing = new Throwing();
        assertThat(Bridge.connect(throwing)).isTrue();
        assertThat(Bridge.connect(new Hooks() {})).as("a second agent").isFalse();

        assertThat(hooks).allSatisfy(hook -> hook.invoke(null, arguments(hook)));
        assertThat(failures)
                .containsExactlyInAnyOrderElementsOf(
                        hooks.stream().map(Method::getName).toList());
        assertThat(Bridge.control("status")).startsWith("refused\nan internal error in the agent: ");
        Bridge.disconnect(new Hooks() {});
        assertThat(Bridge.control("status")).as("somebody else's disconnect").isNotNull();
        Bridge.disconnect(throwing);
        assertThat(Bridge.control("status")).isNull();
    }

    private static Object[] arguments(Method hook) {
        return Arrays.stream(hook.getParameterTypes())
                .map(BridgeTest::something)
                .toArray();
    }

    private static Object something(Class<?> type) {
        if (type == List.class) {
            return List.of("batch");
        }
        return type == long.class
                ? (Object) 1L
                : type == boolean.class ? (Object) false : type == Throwable.class ? new Exception() : null;
    }

    /** Every hook by hand: one that is forgotten here would not fail and so be missed above. */
    private final class Throwing extends Hooks {

        @Override
        public void clientCreated(Object client) {
            throw new IllegalStateException("clientCreated");
        }

        @Override
        public void clientPolling(Object client) {
            throw new IllegalStateException("clientPolling");
        }

        @Override
        public String control(String request) {
            throw new IllegalStateException("control");
        }

        @Override
        public void attempting(Object client, Object node) {
            throw new StackOverflowError("attempting");
        }

        @Override
        public void connectCalled(Object selector, Object nodeId, InetSocketAddress address) {
            throw new OutOfMemoryError("connectCalled");
        }

        @Override
        public void connecting(SocketChannel channel, SocketAddress address, Object selector) {
            throw new NoClassDefFoundError("connecting");
        }

        @Override
        public void connectReturned(Object selector, Object nodeId, Throwable thrown) {
            throw new IllegalStateException("connectReturned");
        }

        @Override
        public void connectFinished(SocketChannel channel, Throwable thrown) {
            throw new IllegalStateException("connectFinished");
        }

        @Override
        public void handshakeFailed(Object kafkaChannel, Throwable thrown) throws Exception {
            throw new Exception("handshakeFailed");
        }

        @Override
        public void sending(Object kafkaChannel, long bytes) {
            throw new IllegalStateException("sending");
        }

        @Override
        public void received(Object kafkaChannel, long bytes, boolean complete) {
            throw new IllegalStateException("received");
        }

        @Override
        public void polling(Object selector, long timeoutMs) {
            throw new IllegalStateException("polling");
        }

        @Override
        public void polled(Object selector) {
            throw new IllegalStateException("polled");
        }

        @Override
        public void batchFailed(Object batch, Throwable error) {
            throw new IllegalStateException("batchFailed");
        }

        @Override
        public void noMetadata(Object producer, Object topic, Throwable error) {
            throw new IllegalStateException("noMetadata");
        }

        @Override
        public void noMemory(Object bufferPool, Throwable error) {
            throw new IllegalStateException("noMemory");
        }

        @Override
        public void readFailed(Object kafkaChannel, Throwable thrown) {
            throw new IllegalStateException("readFailed");
        }

        @Override
        public void selectorClosing(Object selector) {
            throw new IllegalStateException("selectorClosing");
        }

        @Override
        public void closing(Object selector, Object nodeId) {
            throw new IllegalStateException("closing");
        }

        @Override
        public void disconnected(Object connectionStates, Object nodeId) {
            throw new IllegalStateException("disconnected");
        }

        @Override
        public void producerCreated(Object producer) {
            throw new IllegalStateException("producerCreated");
        }

        @Override
        public void senderCreated(Object sender) {
            throw new IllegalStateException("senderCreated");
        }

        @Override
        public void batchesExpired(Object owner, List<?> batches) {
            throw new IllegalStateException("batchesExpired");
        }

        @Override
        public void failed(Throwable error) {
            failures.add(error.getMessage());
            throw new IllegalStateException("even this");
        }
    }
}
