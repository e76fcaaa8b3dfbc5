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

/** The bridge stands on the boot loader here too, and is one for the whole JVM: one test, in the order in which an agent uses it. */
class BridgeTest {

    private final List<String> failures = new ArrayList<>();

    @Test
    void nothingThatAHookThrowsReachesKafkaAndEachIsReported() throws Exception {
        assertThat(Bridge.class.getClassLoader()).isNull();
        List<Method> hooks = Arrays.stream(Bridge.class.getMethods())
                .filter(method -> method.getDeclaringClass() == Bridge.class && !method.getName().equals("connect")).toList();
        assertThat(hooks).hasSize(15).allSatisfy(hook -> hook.invoke(null, new Object[hook.getParameterCount()]));
        assertThat(failures).isEmpty();

        assertThat(Bridge.connect(new Throwing())).isTrue();
        assertThat(Bridge.connect(new Hooks() {})).as("a second agent").isFalse();

        assertThat(hooks).allSatisfy(hook -> hook.invoke(null, new Object[hook.getParameterCount()]));
        assertThat(failures).containsExactlyInAnyOrderElementsOf(hooks.stream().map(Method::getName).toList());
    }

    /** Every hook by hand: one that is forgotten here would not fail and so be missed above. */
    private final class Throwing extends Hooks {

        @Override
        public void clientCreated(Object client) {
            throw new IllegalStateException("clientCreated");
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
        public void sending(Object kafkaChannel, Object send) {
            throw new IllegalStateException("sending");
        }

        @Override
        public void received(Object kafkaChannel) {
            throw new IllegalStateException("received");
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
