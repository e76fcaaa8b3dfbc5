package io.kafkatcp;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Stands in for sun.misc.Unsafe in the zstd decoder of aircompressor, whose class files are changed to name this class
 * when they are put into the jar: JDK 24 and newer warn on standard error of Unsafe's memory methods and will remove
 * them, and a broken file must not read beyond an array. The name has as many letters as the one that it replaces.
 * Arrays of bytes alone, from index 0.
 */
public final class Mem {

    /** Looked up by that name. */
    static final Mem theUnsafe = new Mem();
    /** Not a constant of the compiler's, as in the original. */
    public static final int ARRAY_BYTE_BASE_OFFSET = Integer.parseInt("0");

    private Mem() {}

    public long objectFieldOffset(Field field) {
        return 0;
    }

    public byte getByte(Object array, long index) {
        return ((byte[]) array)[(int) index];
    }

    public short getShort(Object array, long index) {
        return of(array).getShort((int) index);
    }

    public int getInt(Object array, long index) {
        byte[] bytes = (byte[]) array;
        return index + Integer.BYTES <= bytes.length
                ? of(array).getInt((int) index)
                : (int) lastBytes(bytes, (int) index);
    }

    public long getLong(Object array, long index) {
        byte[] bytes = (byte[]) array;
        return index + Long.BYTES <= bytes.length ? of(array).getLong((int) index) : lastBytes(bytes, (int) index);
    }

    /** The decoder takes three bytes by reading four and leaves one out, also at an array's end. */
    private static long lastBytes(byte[] bytes, int index) {
        long value = 0;
        for (int i = bytes.length - 1; i > index; i--) {
            value = value << Byte.SIZE | bytes[i] & 0xff;
        }
        return value << Byte.SIZE | bytes[index] & 0xff;
    }

    public void putByte(Object array, long index, byte value) {
        ((byte[]) array)[(int) index] = value;
    }

    public void putShort(Object array, long index, short value) {
        of(array).putShort((int) index, value);
    }

    public void putInt(Object array, long index, int value) {
        of(array).putInt((int) index, value);
    }

    public void putLong(Object array, long index, long value) {
        of(array).putLong((int) index, value);
    }

    public void copyMemory(Object from, long fromIndex, Object to, long toIndex, long length) {
        System.arraycopy(from, (int) fromIndex, to, (int) toIndex, (int) length);
    }

    private static ByteBuffer of(Object array) {
        return ByteBuffer.wrap((byte[]) array).order(ByteOrder.LITTLE_ENDIAN);
    }
}
