package io.kafkatcp.core.weave.classfile;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.Type;

/**
 * The class file that has just arrived, and those of its siblings, which its class loader gives without loading
 * anything. Each is read once, though several features ask for the same class.
 */
public final class ClassFiles {

    private final ClassLoader loader;
    private final String arrivedName;
    private final byte[] arrived;
    private final Map<String, ClassShape> shapes = new HashMap<>();
    /**
     * Each file is read into it: of a dozen, streams of their own made a megabyte of garbage before the first record.
     */
    private byte[] buffer;

    /** @param loader null for the boot loader; @param arrivedName with slashes */
    public ClassFiles(ClassLoader loader, String arrivedName, byte[] arrived) {
        this.loader = loader;
        this.arrivedName = arrivedName;
        this.arrived = arrived;
    }

    /** @throws IllegalArgumentException where the class file is of a Java that ASM does not know */
    public ClassShape arrived() {
        ClassShape known = shapes.get(arrivedName);
        if (known == null) {
            known = ClassShape.of(arrived);
            shapes.put(arrivedName, known);
        }
        return known;
    }

    /**
     * @param name with slashes
     * @return null where there is no such class
     * @throws IllegalArgumentException where the class file is of a Java that ASM does not know
     */
    public ClassShape shape(String name) throws IOException {
        if (name.equals(arrivedName)) {
            return arrived();
        }
        ClassShape known = shapes.get(name);
        if (known == null) {
            byte[] found = find(name);
            known = found == null ? null : ClassShape.of(found);
            shapes.put(name, known);
        }
        return known;
    }

    private byte[] find(String name) throws IOException {
        String file = name + ".class";
        try (InputStream in =
                loader == null ? ClassLoader.getSystemResourceAsStream(file) : loader.getResourceAsStream(file)) {
            return in == null ? null : readAll(in);
        }
    }

    /** The type of a method's first argument, or null where that is no class that can be found. */
    public ClassShape firstArgument(String descriptor) {
        Type[] arguments = Type.getArgumentTypes(descriptor);
        if (arguments.length == 0 || arguments[0].getSort() != Type.OBJECT) {
            return null;
        }
        try {
            return shape(arguments[0].getInternalName());
        } catch (IOException e) {
            return null;
        }
    }

    private byte[] readAll(InputStream in) throws IOException {
        if (buffer == null) {
            buffer = new byte[16_384];
        }
        int length = 0;
        for (int n = in.read(buffer, 0, buffer.length); n > 0; n = in.read(buffer, length, buffer.length - length)) {
            length += n;
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * length);
            }
        }
        return Arrays.copyOf(buffer, length);
    }
}
