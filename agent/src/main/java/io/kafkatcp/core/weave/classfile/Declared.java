package io.kafkatcp.core.weave.classfile;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * The fields and the methods that a class file declares (JVMS 4.5, 4.6), found by their names as the file holds them: a
 * visitor has every attribute read and every name made a String, before {@code main} in code that nothing has compiled
 * yet. Each is known by its place in the file. For one thread.
 */
final class Declared {

    static final int NONE = -1;

    private static final int NAME = 2;
    private static final int DESCRIPTOR = 4;
    private static final int ATTRIBUTES = 6;

    private final ClassReader reader;
    private final byte[] classFile;
    private final int[] fields;
    private final int[] methods;
    /** Behind what has been stepped over. */
    private int end;

    Declared(ClassReader reader, byte[] classFile) {
        this.reader = reader;
        this.classFile = classFile;
        int interfaces = reader.header + 6;
        end = interfaces + 2 + 2 * number(classFile, interfaces);
        fields = places();
        methods = places();
    }

    private int[] places() {
        int[] places = new int[number(classFile, end)];
        end += 2;
        for (int i = 0; i < places.length; i++) {
            places[i] = end;
            end = behind(end);
        }
        return places;
    }

    private int behind(int place) {
        int next = place + ATTRIBUTES + 2;
        for (int i = number(classFile, place + ATTRIBUTES); i > 0; i--) {
            next = behindAttribute(next);
        }
        return next;
    }

    private int behindAttribute(int attribute) {
        return attribute + 6 + reader.readInt(attribute + 2);
    }

    /** @param behind the place of another, or {@link #NONE}; @return the next of that name, or {@link #NONE} */
    int field(String name, int behind) {
        return find(fields, name, behind);
    }

    /** Like {@link #field}. */
    int method(String name, int behind) {
        return find(methods, name, behind);
    }

    private int find(int[] places, String name, int behind) {
        for (int place : places) {
            if (place > behind && isText(classFile, reader.getItem(number(classFile, place + NAME)), name)) {
                return place;
            }
        }
        return NONE;
    }

    /** The places of all. */
    int[] methods() {
        return methods;
    }

    int access(int place) {
        return number(classFile, place);
    }

    String name(int place) {
        return text(place + NAME);
    }

    String descriptor(int place) {
        return text(place + DESCRIPTOR);
    }

    private String text(int at) {
        return reader.readUTF8(at, new char[reader.getMaxStringLength()]);
    }

    /** Whether the method may call what stands at that place of the constant pool: its bytes are not decoded. */
    boolean mayInvokeVirtual(int place, int constant) {
        int attribute = place + ATTRIBUTES + 2;
        for (int left = number(classFile, attribute - 2); left > 0; left--) {
            if (isText(classFile, reader.getItem(number(classFile, attribute)), "Code")) {
                int code = attribute + 14;
                return holdsInvokeVirtual(classFile, code, code + reader.readInt(code - 4), constant);
            }
            attribute = behindAttribute(attribute);
        }
        return false;
    }

    private static boolean holdsInvokeVirtual(byte[] classFile, int from, int to, int constant) {
        for (int at = from; at < to - 2; at++) {
            if (classFile[at] == (byte) Opcodes.INVOKEVIRTUAL
                    && classFile[at + 1] == (byte) (constant >> 8)
                    && classFile[at + 2] == (byte) constant) {
                return true;
            }
        }
        return false;
    }

    /** @param utf8 where the length of a text stands (JVMS 4.4.7); @param text of ASCII */
    static boolean isText(byte[] classFile, int utf8, String text) {
        int length = text.length();
        if (number(classFile, utf8) != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (classFile[utf8 + 2 + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] classFile, int at) {
        return (classFile[at] & 0xff) << 8 | classFile[at + 1] & 0xff;
    }
}
