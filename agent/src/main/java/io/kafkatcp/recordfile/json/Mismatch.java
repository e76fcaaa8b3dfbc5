package io.kafkatcp.recordfile.json;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;

/**
 * How far two texts are the same: by Arrays.mismatch, which compares 32 bytes at once, where there is one (from Java 9
 * on), else byte by byte.
 */
public final class Mismatch {

    private static final MethodHandle OF_THE_JDK = ofTheJdk();

    private Mismatch() {}

    private static MethodHandle ofTheJdk() {
        Class<?> number = int.class;
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Arrays.class,
                            "mismatch",
                            MethodType.methodType(number, byte[].class, number, number, byte[].class, number, number));
        } catch (ReflectiveOperationException java8) {
            return null;
        }
    }

    /** @return how many bytes from the two places on are the same, at most {@code length} */
    public static int after(byte[] a, int atA, byte[] b, int atB, int length) {
        if (OF_THE_JDK == null) {
            return byteByByte(a, atA, b, atB, length);
        }
        try {
            int same = (int) OF_THE_JDK.invokeExact(a, atA, atA + length, b, atB, atB + length);
            return same < 0 ? length : same;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }

    public static int byteByByte(byte[] a, int atA, byte[] b, int atB, int length) {
        int same = 0;
        while (same < length && a[atA + same] == b[atB + same]) {
            same++;
        }
        return same;
    }
}
