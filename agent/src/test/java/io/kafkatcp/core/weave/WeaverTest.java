package io.kafkatcp.core.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.sink.CapturedNotices;
import java.io.InputStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import org.junit.jupiter.api.Test;

class WeaverTest {

    private static final String SELECTOR = "org/apache/kafka/common/network/Selector";
    private static final String PRODUCER = "org/apache/kafka/clients/producer/KafkaProducer";
    private static final ClassLoader LOADER = WeaverTest.class.getClassLoader();

    private final CapturedNotices captured = new CapturedNotices();
    private final Weaver weaver = new Weaver(captured.notices(), "socket options on");

    @Test
    void kafkasSelectorIsWovenAndTheLoaderIsNamed() throws Exception {
        byte[] original = classFile(SELECTOR);

        byte[] woven = weaver.weave(LOADER, SELECTOR, original);

        assertThat(woven).isNotNull().isNotEqualTo(original);
        assertThat(new String(woven, "ISO-8859-1")).contains("java/kafkatcp/bridge/Bridge");
        captured.awaitLine("org.apache.kafka in .*AppClassLoader@[0-9a-f]+: socket options on");
    }

    @Test
    void everyWantedClassOfKafkaIsWoven() throws Exception {
        for (WovenClass wanted : KafkaClasses.all()) {
            String name = "org/apache/kafka" + wanted.suffix();
            assertThat(weaver.weave(LOADER, name, classFile(name))).as(name).isNotNull();
        }
        captured.awaitLine("org.apache.kafka in .*: socket options on");
        assertThat(captured.lines()).hasSize(1);
    }

    @Test
    void aFeatureOfWhichOneClassLacksAMemberIsOffInAllOfThemAndTheOthersStayOn() throws Exception {
        byte[] strange = named("org.apache.kafka.clients.ClusterConnectionStates").make().getBytes();
        String states = "org/apache/kafka/clients/ClusterConnectionStates";

        assertThat(weaver.weave(LOADER, states, strange)).isNull();
        assertThat(weaver.weave(LOADER, "org/apache/kafka/clients/NetworkClient", classFile("org/apache/kafka/clients/NetworkClient"))).isNull();
        assertThat(new String(weaver.weave(LOADER, SELECTOR, classFile(SELECTOR)), "ISO-8859-1"))
                .contains("connecting").doesNotContain("connectReturned");
        captured.awaitLine(".*WARN: records of connections off for org.apache.kafka in .*: this version of Kafka has no"
                + " method ClusterConnectionStates.disconnected\\(String, long\\)");
    }

    @Test
    void aSelectorWithoutTheCallOfConnectIsLeftAloneAndTheMissingMemberNamed() throws Exception {
        byte[] strange = named("org.apache.kafka.common.network.Selector")
                .defineMethod("connect", void.class, Visibility.PUBLIC)
                .withParameters(String.class, java.net.InetSocketAddress.class, int.class, int.class)
                .intercept(net.bytebuddy.implementation.StubMethod.INSTANCE)
                .make().getBytes();

        assertThat(weaver.weave(LOADER, SELECTOR, strange)).isNull();
        captured.awaitLine(".*WARN: socket options off for org.apache.kafka in .*no call of SocketChannel.connect\\(SocketAddress\\) in Selector");
    }

    @Test
    void aProducerWithoutItsConfigurationIsLeftAloneAndTheMissingMemberNamed() throws Exception {
        byte[] strange = named("org.apache.kafka.clients.producer.KafkaProducer").make().getBytes();

        assertThat(weaver.weave(LOADER, PRODUCER, strange)).isNull();
        captured.awaitLine(".*WARN: check of a producer's timeouts off for .*no field KafkaProducer.producerConfig");
    }

    @Test
    void aClassFileOfAnUnknownJavaIsLeftAloneWithAWarning() throws Exception {
        byte[] tomorrow = classFile(SELECTOR);
        tomorrow[6] = 0x7f;

        assertThat(weaver.weave(LOADER, SELECTOR, tomorrow)).isNull();
        captured.awaitLine(".*WARN: socket options off for .*no readable class file of org.apache.kafka.common.network.Selector .*version.*");
    }

    @Test
    void somebodyElsesSelectorIsLeftAloneInSilence() throws Exception {
        byte[] other = named("com.example.common.network.Selector").make().getBytes();

        assertThat(weaver.weave(LOADER, "com/example/common/network/Selector", other)).isNull();
        captured.assertSilent();
    }

    @Test
    void aLoaderThatCannotSeeTheBridgeKeepsItsClasses() throws Exception {
        ClassLoader blind = new ClassLoader(LOADER) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                throw new ClassNotFoundException(name);
            }
        };

        assertThat(weaver.weave(blind, SELECTOR, classFile(SELECTOR))).isNull();
        captured.awaitLine(".*WARN: .*does not let it see java.kafkatcp.bridge.Bridge");
    }

    @Test
    void onlyTheWantedNamesArriveAtTheWeaver() {
        assertThat(KafkaNames.isWanted(SELECTOR)).isTrue();
        assertThat(KafkaNames.isWanted("org/apache/flink/kafka/shaded/" + PRODUCER)).isTrue();
        assertThat(KafkaNames.isWanted("java/nio/channels/Selector")).isFalse();
        assertThat(KafkaNames.isWanted("org/apache/kafka/common/network/Selector$CloseMode")).isFalse();
        assertThat(KafkaNames.isWanted(null)).isFalse();
        assertThat(KafkaNames.prefixOf("a/b/common/network/Selector")).isEqualTo("a/b");
    }

    private static DynamicType.Builder<Object> named(String name) {
        return new ByteBuddy().subclass(Object.class).name(name);
    }

    private static byte[] classFile(String name) throws Exception {
        try (InputStream in = LOADER.getResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        }
    }
}
