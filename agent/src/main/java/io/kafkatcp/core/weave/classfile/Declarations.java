package io.kafkatcp.core.weave.classfile;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Steps through the fields and then the methods that a class file declares (JVMS 4.1), and over what they hold: a
 * visitor would have every attribute read, before {@code main} in code that nothing has compiled yet. For one thread.
 */
final class Declarations {

    int access;
    String name;
    String descriptor;

    private final ClassReader reader;
    private final char[] buffer;
    /** Where the next one begins, and how many of its kind are left. */
    private int next;

    private int left;
    /** Where the number of the present one's attributes stands. */
    private int attributes;

    Declarations(ClassReader reader) {
        this.reader = reader;
        this.buffer = new char[reader.getMaxStringLength()];
        int interfaces = reader.header + 6;
        begin(interfaces + 2 + 2 * reader.readUnsignedShort(interfaces));
    }

    private void begin(int at) {
        left = reader.readUnsignedShort(at);
        next = at + 2;
    }

    /** Once the fields are all read. */
    void toMethods() {
        begin(next);
    }

    /** @return whether there is one more of its kind */
    boolean next() {
        if (left == 0) {
            return false;
        }
        left--;
        access = reader.readUnsignedShort(next);
        name = reader.readUTF8(next + 2, buffer);
        descriptor = reader.readUTF8(next + 4, buffer);
        attributes = next + 6;
        next = attributes + 2;
        for (int i = reader.readUnsignedShort(attributes); i > 0; i--) {
            next = behind(next);
        }
        return true;
    }

    private int behind(int attribute) {
        return attribute + 6 + reader.readInt(attribute + 2);
    }

    /** Whether the method may call what stands at that place of the constant pool: its bytes are not decoded. */
    boolean mayInvokeVirtual(int constant, byte[] classFile) {
        int attribute = attributes + 2;
        for (int i = reader.readUnsignedShort(attributes); i > 0; i--) {
            if ("Code".equals(reader.readUTF8(attribute, buffer))) {
                int code = attribute + 14;
                return holdsInvokeVirtual(classFile, code, code + reader.readInt(code - 4), constant);
            }
            attribute = behind(attribute);
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
}
