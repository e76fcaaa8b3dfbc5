package io.kafkatcp.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.ClosedBy;
import io.kafkatcp.core.runtime.CapturedAgentLog;
import io.kafkatcp.core.start.KafkaTransformer;
import io.kafkatcp.core.start.LoadedClasses;
import io.kafkatcp.core.start.WeaverSource;
import java.kafkatcp.bridge.Bridge;
import java.kafkatcp.bridge.Hooks;
import java.lang.instrument.Instrumentation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kafka of several ages, woven in this JVM as it is loaded, and after. */
class RealKafkaTest {

    private static final long LIMIT_MS = 20_000;
    private static final String[] TOLD = {
        "clientCreated",
        "senderCreated",
        "producerCreated",
        "clientPolling",
        "polling",
        "polled",
        "attempting",
        "connectCalled",
        "connecting",
        "connectReturned",
        "connectFinished",
        "disconnected",
        "selectorClosing"
    };

    private static Instrumentation instrumentation;

    private final CapturedAgentLog captured = new CapturedAgentLog();
    private final Weaver weaver = new Weaver(
            captured.agentLog(),
            "socket options on",
            new Withdrawal(instrumentation, captured.agentLog().errors()));
    private final WeaverSource agent = new ReadyWeaver(weaver, captured.agentLog());
    private final KafkaTransformer transformer = new KafkaTransformer(agent);
    private final Listener listener = new Listener();

    @BeforeAll
    static void anInstrumentationOfThisJvm() {
        instrumentation = ByteBuddyAgent.install();
    }

    @BeforeEach
    void somebodyListens() {
        assertThat(Bridge.connect(listener)).isTrue();
    }

    @AfterEach
    void everyClassHasItsOwnBytesAgain() {
        Bridge.disconnect(listener);
        instrumentation.removeTransformer(transformer);
        assertThat(LoadedClasses.restore(instrumentation)).isEmpty();
    }

    static Stream<Path> kafkas() throws Exception {
        return Files.list(Path.of("target/kafka")).sorted();
    }

    @ParameterizedTest
    @MethodSource("kafkas")
    void everyHookOfAProducersLifeIsCalledWhereItIsWovenAsItIsLoaded(Path kafka) throws Exception {
        instrumentation.addTransformer(transformer, true);
        try (KafkaLoader loader = new KafkaLoader(kafka)) {
            liveAndDie(loader);
        }
        assertThat(weaver.shortcomings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kafkas")
    void andWhereItsClassesWereLoadedBefore(Path kafka) throws Exception {
        try (KafkaLoader loader = new KafkaLoader(kafka)) {
            for (WovenClass each : KafkaClasses.all()) {
                loader.link(each);
            }
            instrumentation.addTransformer(transformer, true);
            LoadedClasses.weave(instrumentation, agent);
            liveAndDie(loader);
        }
        assertThat(weaver.shortcomings()).isEmpty();
    }

    /** From 4.0 on; each of them closes what it has to a broker that answers nothing. */
    @Test
    void aKafkaThatForgetsItsBrokersTellsByItsStackWhyItClosesThem() throws Exception {
        instrumentation.addTransformer(transformer, true);
        int tried = 0;
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (Path kafka : kafkas().toList()) {
                try (KafkaLoader loader = new KafkaLoader(kafka)) {
                    if (!rebootstraps(loader)) {
                        continue;
                    }
                    tried++;
                    listener.told.clear();
                    Properties properties = properties("127.0.0.1:" + mute.getLocalPort());
                    properties.put("metadata.recovery.rebootstrap.trigger.ms", "300");
                    inside(loader, properties, producer -> {
                        // each wakes its network thread, which looks only then
                        for (int i = 0; i < 20 && !listener.told.contains("closed by rebootstrap"); i++) {
                            send(producer, loader);
                        }
                        await("closed by rebootstrap");
                    });
                }
            }
        }
        assertThat(tried).isPositive();
        assertThat(listener.failed).isEmpty();
    }

    private static boolean rebootstraps(KafkaLoader loader) throws ClassNotFoundException {
        return Stream.of(Class.forName("org.apache.kafka.clients.NetworkClient", false, loader)
                        .getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("handleRebootstrap"));
    }

    /** At a port where nobody listens. */
    private void liveAndDie(KafkaLoader loader) throws Exception {
        inside(loader, properties("127.0.0.1:1"), producer -> {
            // the older ones connect for nothing else
            send(producer, loader);
            await("disconnected");
        });
        for (String hook : TOLD) {
            await(hook);
        }
        assertThat(listener.failed).isEmpty();
    }

    private interface Use {
        void of(AutoCloseable producer) throws Exception;
    }

    private static Properties properties(String bootstrapServers) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("max.block.ms", "500");
        String serializer = "org.apache.kafka.common.serialization.StringSerializer";
        properties.put("key.serializer", serializer);
        properties.put("value.serializer", serializer);
        return properties;
    }

    private static void inside(KafkaLoader loader, Properties properties, Use use) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            AutoCloseable producer =
                    (AutoCloseable) Class.forName("org.apache.kafka.clients.producer.KafkaProducer", true, loader)
                            .getConstructor(Properties.class)
                            .newInstance(properties);
            use.of(producer);
            producer.close();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static void send(AutoCloseable producer, ClassLoader loader) throws Exception {
        Class<?> type = Class.forName("org.apache.kafka.clients.producer.ProducerRecord", true, loader);
        Object record = type.getConstructor(String.class, Object.class).newInstance("topic", "text");
        producer.getClass().getMethod("send", type).invoke(producer, record);
    }

    private void await(String hook) throws InterruptedException {
        long deadlineNs = System.nanoTime() + LIMIT_MS * 1_000_000;
        while (!listener.told.contains(hook) && System.nanoTime() < deadlineNs) {
            Thread.sleep(10);
        }
        assertThat(listener.told).contains(hook);
    }

    /** Kafka out of one jar, everything else as this test has it. */
    private static final class KafkaLoader extends URLClassLoader {

        KafkaLoader(Path kafka) throws Exception {
            super(new URL[] {kafka.toUri().toURL()}, RealKafkaTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.apache.kafka.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        void link(WovenClass each) throws ClassNotFoundException {
            String name = "org.apache.kafka" + each.suffix().replace('/', '.');
            if (findResource(name.replace('.', '/') + ".class") != null) {
                Class.forName(name, true, this);
            }
        }
    }

    /** What was called, by the name of the hook. */
    private static final class Listener extends Hooks {

        final Set<String> told = ConcurrentHashMap.newKeySet();
        final Set<Throwable> failed = ConcurrentHashMap.newKeySet();

        @Override
        public void clientCreated(Object client) {
            told.add("clientCreated");
        }

        @Override
        public void senderCreated(Object sender) {
            told.add("senderCreated");
        }

        @Override
        public void producerCreated(Object producer) {
            told.add("producerCreated");
        }

        @Override
        public void clientPolling(Object client) {
            told.add("clientPolling");
        }

        @Override
        public void polling(Object selector, long timeoutMs) {
            told.add("polling");
        }

        @Override
        public void polled(Object selector) {
            told.add("polled");
        }

        @Override
        public void attempting(Object client, Object node) {
            told.add("attempting");
        }

        @Override
        public void connectCalled(Object selector, Object nodeId, InetSocketAddress address) {
            told.add("connectCalled");
        }

        @Override
        public void connecting(SocketChannel channel, SocketAddress address, Object selector) {
            told.add("connecting");
        }

        @Override
        public void connectReturned(Object selector, Object nodeId, Throwable thrown) {
            told.add("connectReturned");
        }

        @Override
        public void connectFinished(SocketChannel channel, Throwable thrown) {
            told.add("connectFinished");
        }

        @Override
        public void disconnected(Object connectionStates, Object nodeId) {
            told.add("disconnected");
        }

        @Override
        public void closing(Object selector, Object nodeId) {
            told.add("closed by " + ClosedBy.of(new Throwable().getStackTrace()));
        }

        @Override
        public void selectorClosing(Object selector) {
            told.add("selectorClosing");
        }

        @Override
        public void failed(Throwable error) {
            failed.add(error);
        }
    }
}
