package io.kafkatcp.core.weave.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class ClassFilesTest {

    private static final int LAST = 39;
    private static final byte[] LONG = longClass();

    @Test
    void aLongClassFileIsReadWholeThoughItComesInPieces() throws IOException {
        ClassFiles files = new ClassFiles(giving(7), "kafka/Arrived", LONG);
        for (int i = 0; i < 2; i++) {
            assertThat(files.shape("kafka/Sibling" + i).hasField("field" + LAST))
                    .isTrue();
        }
    }

    /** What is read before the first record stays in a heap that grows until the collector first comes. */
    @Test
    void siblingsAreReadIntoOneBuffer() throws IOException {
        ClassFiles files = new ClassFiles(giving(LONG.length), "kafka/Arrived", LONG);
        files.shape("kafka/First");
        long before = allocated();
        for (int i = 0; i < 10; i++) {
            files.shape("kafka/Sibling" + i);
        }
        assertThat(allocated() - before).isLessThan(2L * 10 * LONG.length);
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static ClassLoader giving(int bytesAtOnce) {
        return new ClassLoader(null) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return new ByteArrayInputStream(LONG) {
                    @Override
                    public synchronized int read(byte[] to, int offset, int length) {
                        return super.read(to, offset, Math.min(length, bytesAtOnce));
                    }
                };
            }
        };
    }

    /** Of 80,000 bytes, longer than any of Kafka's; its strings are not what is read of it. */
    private static byte[] longClass() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, "kafka/Long", null, "java/lang/Object", null);
        for (int i = 0; i <= LAST; i++) {
            String value = String.format("%02000d", i);
            writer.visitField(Opcodes.ACC_STATIC, "field" + i, "Ljava/lang/String;", null, value)
                    .visitEnd();
        }
        writer.visitEnd();
        return writer.toByteArray();
    }
}
