package io.kafkatcp.core.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.kafkatcp.core.runtime.CapturedAgentLog;
import io.kafkatcp.core.start.KafkaNames;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class WeaverTest {

    private static final String SELECTOR = "org/apache/kafka/common/network/Selector";
    private static final String PRODUCER = "org/apache/kafka/clients/producer/KafkaProducer";
    private static final ClassLoader LOADER = WeaverTest.class.getClassLoader();

    private final Instrumentation instrumentation = mock(Instrumentation.class);
    private final CapturedAgentLog captured = new CapturedAgentLog();
    private final Weaver weaver = new Weaver(
            captured.agentLog(),
            "socket options on",
            new Withdrawal(instrumentation, captured.agentLog().errors()));

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
    void everyWovenClassPassesTheVerifier() throws Exception {
        ClassLoader woven = new ClassLoader(LOADER) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                String internal = name.replace('.', '/');
                if (!name.startsWith("org.apache.kafka.")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                try {
                    byte[] own = classFile(internal);
                    byte[] bytes = KafkaNames.isWanted(internal) ? weaver.weave(LOADER, internal, own) : own;
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (Exception e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        };
        for (WovenClass wanted : KafkaClasses.all()) {
            String name = "org.apache.kafka" + wanted.suffix().replace('/', '.');
            // initialising it links it, and that verifies it
            assertThat(Class.forName(name, true, woven).getClassLoader()).isSameAs(woven);
        }
    }

    @Test
    void aFeatureOfWhichOneClassLacksAMemberIsOffInAllOfThemAndTheOthersStayOn() throws Exception {
        byte[] strange = classNamed("org.apache.kafka.clients.ClusterConnectionStates");
        String states = "org/apache/kafka/clients/ClusterConnectionStates";

        assertThat(weaver.weave(LOADER, states, strange)).isNull();
        assertThat(weaver.weave(
                        LOADER,
                        "org/apache/kafka/clients/NetworkClient",
                        classFile("org/apache/kafka/clients/NetworkClient")))
                .isNull();
        assertThat(new String(weaver.weave(LOADER, SELECTOR, classFile(SELECTOR)), "ISO-8859-1"))
                .contains("connecting")
                .doesNotContain("connectReturned");
        captured.awaitLine(".*WARN: records of connections off for org.apache.kafka in .*: this version of Kafka has no"
                + " method ClusterConnectionStates.disconnected\\(String, long\\)");
    }

    @Test
    void aSelectorWithoutTheCallOfConnectIsLeftAloneAndTheMissingMemberNamed() throws Exception {
        byte[] strange = made(
                "org/apache/kafka/common/network/Selector", "org/apache/kafka/common/network/Selectable", "poll(J)V");

        assertThat(weaver.weave(LOADER, SELECTOR, strange)).isNull();
        captured.awaitLine(".*WARN: socket options off for org.apache.kafka in .*no call of "
                + "SocketChannel.connect\\(SocketAddress\\) in Selector");
    }

    @Test
    void aProducerWithoutItsConfigurationIsLeftAloneAndTheMissingMemberNamed() throws Exception {
        byte[] strange = classNamed("org.apache.kafka.clients.producer.KafkaProducer", "<init>()V");

        assertThat(weaver.weave(LOADER, PRODUCER, strange)).isNull();
        captured.awaitLine(".*WARN: check of a producer's timeouts off for .*no field KafkaProducer.producerConfig");
    }

    @Test
    void aClassFileOfAnUnknownJavaIsLeftAloneWithAWarning() throws Exception {
        byte[] tomorrow = classFile(SELECTOR);
        tomorrow[6] = 0x7f;

        assertThat(weaver.weave(LOADER, SELECTOR, tomorrow)).isNull();
        captured.awaitLine(".*WARN: off for org.apache.kafka in .*it is no Kafka that the agent knows, for it has no "
                + "readable class file of org.apache.kafka.common.network.Selector .*version.*");
    }

    @Test
    void aFeatureIsOffWholeWhereOneClassArrivesOtherwiseThanItsFileSays() throws Exception {
        String client = "org/apache/kafka/clients/NetworkClient";
        when(instrumentation.getAllLoadedClasses()).thenReturn(new Class<?>[0]);
        assertThat(text(weaver.weave(LOADER, SELECTOR, classFile(SELECTOR)))).contains("connectReturned");

        assertThat(weaver.weave(LOADER, client, classNamed("org.apache.kafka.clients.NetworkClient")))
                .isNull();

        captured.awaitLine(
                ".*WARN: records of connections off for org.apache.kafka in .*NetworkClient could not be woven: "
                        + "as it arrived it has no method NetworkClient.NetworkClient\\(...\\)");
        assertThat(text(weaver.weave(LOADER, SELECTOR, classFile(SELECTOR))))
                .contains("connecting")
                .doesNotContain("connectReturned");
    }

    @Test
    void anApplicationsOwnSelectorThatConnectsIsLeftAloneInSilence() throws Exception {
        for (String prefix : new String[] {"com/example", "com/acme/kafka"}) {
            // it opens and connects sockets of its own, like Kafka's
            byte[] own = connecting(prefix + "/common/network/Selector");

            assertThat(weaver.weave(LOADER, prefix + "/common/network/Selector", own))
                    .isNull();
        }
        captured.assertSilent();
        assertThat(weaver.rows()).isEmpty();
    }

    @Test
    void anApplicationsOwnProducerOfTheSameNameIsLeftAloneInSilence() throws Exception {
        byte[] own = classNamed("com.acme.kafka.clients.producer.KafkaProducer", "<init>()V");

        assertThat(weaver.weave(LOADER, "com/acme/kafka/clients/producer/KafkaProducer", own))
                .isNull();
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
        assertThat(KafkaNames.isWanted("org/apache/flink/kafka/shaded/" + PRODUCER))
                .isTrue();
        assertThat(KafkaNames.isWanted("java/nio/channels/Selector")).isFalse();
        assertThat(KafkaNames.isWanted("org/apache/kafka/common/network/Selector$CloseMode"))
                .isFalse();
        assertThat(KafkaNames.isWanted(null)).isFalse();
        assertThat(KafkaNames.prefixOf("a/b/common/network/Selector")).isEqualTo("a/b");
    }

    /** With methods that do nothing, each given as name and descriptor. */
    private static byte[] classNamed(String name, String... methods) {
        return made(name.replace('.', '/'), "java/io/Serializable", methods);
    }

    private static byte[] made(String name, String implemented, String... methods) {
        ClassWriter writer = writer(name, implemented);
        for (String method : methods) {
            int descriptor = method.indexOf('(');
            MethodVisitor code = writer.visitMethod(
                    Opcodes.ACC_PUBLIC, method.substring(0, descriptor), method.substring(descriptor), null, null);
            code.visitCode();
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitInsn(Opcodes.ATHROW);
            code.visitMaxs(0, 0);
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** With one method that connects a socket channel. */
    private static byte[] connecting(String name) {
        ClassWriter writer = writer(name, "java/io/Closeable");
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PUBLIC, "open", "(Ljava/nio/channels/SocketChannel;Ljava/net/SocketAddress;)Z", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                "java/nio/channels/SocketChannel",
                "connect",
                "(Ljava/net/SocketAddress;)Z",
                false);
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(0, 0);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static ClassWriter writer(String name, String implemented) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V1_8, Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT, name, null, "java/lang/Object", new String[] {
                    implemented
                });
        return writer;
    }

    private static String text(byte[] classFile) throws Exception {
        return new String(classFile, "ISO-8859-1");
    }

    private static byte[] classFile(String name) throws Exception {
        try (InputStream in = LOADER.getResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        }
    }
}
