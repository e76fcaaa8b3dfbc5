package io.kafkatcp.core.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkatcp.core.weave.classfile.Member;
import io.kafkatcp.core.weave.code.Insertion;
import io.kafkatcp.core.weave.code.Operand;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is put into a method, run for real; the bridge of these tests is a list. */
public class WovenMethodTest {

    private static final Operand ANY = Operand.argument(0);

    private final List<String> told = ToldClass.LINES;

    /** The methods that are woven. */
    public static final class Sample {

        public long twice(String text, long number, double unused) throws IOException {
            for (int i = 0; i < 2; i++) {
                try {
                    if (number < 0) {
                        throw new IOException("negative");
                    }
                } catch (IllegalStateException never) {
                    text = null;
                } finally {
                    number += 1;
                }
            }
            if (number > 100) {
                return -1;
            }
            return number * 2;
        }
    }

    @BeforeEach
    void nothingIsToldYet() {
        told.clear();
    }

    @Test
    void atItsBeginningItIsToldWhatItWasGiven() throws Exception {
        assertThat(call(weave("ENTER"), "a", 3L)).isEqualTo(10L);
        assertThat(told).containsExactly("Sample a null");
    }

    @Test
    void everyReturnIsToldAndReturnsWhatItWould() throws Exception {
        Class<?> woven = weave("RETURN");

        assertThat(call(woven, "a", 3L)).isEqualTo(10L);
        assertThat(call(woven, "a", 200L)).isEqualTo(-1L);
        assertThat(told).containsExactly("Sample a null", "Sample a null");
        assertThatThrownBy(() -> call(woven, "a", -9L)).hasRootCauseMessage("negative");
        assertThat(told).hasSize(2);
    }

    @Test
    void anExceptionThatPassesOutIsToldAndThrownOn() throws Exception {
        Class<?> woven = weave("THROW");

        assertThatThrownBy(() -> call(woven, "a", -9L))
                .isInstanceOf(InvocationTargetException.class)
                .hasCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("negative");
        assertThat(told).containsExactly("Sample a negative");
        assertThat(call(woven, "a", 3L)).isEqualTo(10L);
        assertThat(told).hasSize(1);
    }

    @Test
    void itsEndIsToldOnceHoweverItEnds() throws Exception {
        Class<?> woven = weave("END");

        call(woven, "a", 3L);
        assertThatThrownBy(() -> call(woven, "b", -9L)).hasRootCauseMessage("negative");
        assertThat(told).containsExactly("Sample a null", "Sample b negative");
    }

    private static Object call(Class<?> woven, String text, long number) throws Exception {
        return woven.getMethod("twice", String.class, long.class, double.class)
                .invoke(woven.getConstructor().newInstance(), text, number, 1.5);
    }

    private static Class<?> weave(String place) throws Exception {
        Insertion.Place where = Insertion.Place.valueOf(place);
        Member twice = Member.method("twice", "twice");
        WovenClass wanted = new WovenClass(Feature.CONNECTION_RECORDS, "/Sample");
        Operand[] operands = {Operand.THIS, ANY, Operand.THROWN};
        switch (where) {
            case ENTER -> wanted.enter(twice, "connectReturned", operands);
            case RETURN -> wanted.beforeReturn(twice, "connectReturned", operands);
            case THROW -> wanted.onThrow(twice, "connectReturned", operands);
            default -> wanted.atEnd(twice, "connectReturned", operands);
        }
        return ToldClass.of(Sample.class.getName(), ToldClass.bytesOf(Sample.class), wanted);
    }
}
