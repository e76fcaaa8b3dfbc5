package io.kafkatcp.core.weave.classfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClassShapeTest {

    private static final String STRING = "Ljava/lang/String;";

    @Test
    void methodsAreFoundByTheirWholeNameAndThoseThatNothingCanBePutIntoAreLeftOut() throws IOException {
        ClassShape shape = ClassShape.of(bytes());
        assertThat(shape.weavable("poll")).containsExactly("(J)V", "(" + STRING + ")J");
        assertThat(shape.weavable("pol")).isEmpty();
        assertThat(shape.weavable("polls")).isEmpty();
        assertThat(shape.weavable("pill")).isEmpty();
        assertThat(shape.weavable("ofClass")).isEmpty();
        assertThat(shape.weavable("notMade")).isEmpty();
        assertThat(shape.weavable("<init>")).containsExactly("()V");
    }

    @Test
    void fieldsOfAnObjectAreToldFromThoseOfTheClassAndByTheirType() throws IOException {
        ClassShape shape = ClassShape.of(bytes());
        assertThat(shape.hasField("channel")).isTrue();
        assertThat(shape.hasField("shared")).isTrue();
        assertThat(shape.hasField("none")).isFalse();
        assertThat(shape.hasField("channel", STRING)).isTrue();
        assertThat(shape.hasField("channel", "J")).isFalse();
        assertThat(shape.hasField("shared", STRING)).isFalse();
    }

    @Test
    void aPublicMethodIsKnownByItsDescriptorToo() throws IOException {
        ClassShape shape = ClassShape.of(bytes());
        assertThat(shape.hasPublicMethod("size", "()J")).isTrue();
        assertThat(shape.hasPublicMethod("size", "()I")).isFalse();
        assertThat(shape.hasPublicMethod("poll", "(J)V")).isFalse();
        assertThat(shape.hasPublicMethod("ofClass", "()V")).isFalse();
    }

    @Test
    void aClassFileThatEndsEarlyIsRefusedAtOnce() throws IOException {
        byte[] whole = bytes();
        for (int length : new int[] {whole.length / 2, whole.length - whole.length / 4}) {
            assertThatThrownBy(() -> ClassShape.of(Arrays.copyOf(whole, length)))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    private static byte[] bytes() throws IOException {
        try (InputStream in = ClassShapeTest.class.getResourceAsStream("ClassShapeTest$Looked.class")) {
            return in.readAllBytes();
        }
    }

    @SuppressWarnings("unused")
    abstract static class Looked {
        static String shared;
        String channel;

        void poll(long timeoutMs) {}

        long poll(String name) {
            return 0;
        }

        abstract void poll();

        void pull() {}

        abstract void notMade();

        public static void ofClass() {}

        public long size() {
            return 1;
        }
    }
}
