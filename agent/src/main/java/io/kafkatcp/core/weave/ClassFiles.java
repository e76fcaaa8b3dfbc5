package io.kafkatcp.core.weave;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.objectweb.asm.Type;

/** The class file that has just arrived, and those of its siblings, which its class loader gives without loading anything. */
final class ClassFiles {

    private final ClassLoader loader;
    private final String arrivedName;
    private final byte[] arrived;

    /** @param loader null for the boot loader; @param arrivedName with slashes */
    ClassFiles(ClassLoader loader, String arrivedName, byte[] arrived) {
        this.loader = loader;
        this.arrivedName = arrivedName;
        this.arrived = arrived;
    }

    /**
     * @param name with slashes
     * @return null where there is no such class
     */
    byte[] find(String name) throws IOException {
        if (name.equals(arrivedName)) {
            return arrived;
        }
        String file = name + ".class";
        try (InputStream in = loader == null ? ClassLoader.getSystemResourceAsStream(file) : loader.getResourceAsStream(file)) {
            return in == null ? null : readAll(in);
        }
    }

    /** The type of a method's first argument, or null where that is no class that can be found. */
    ClassShape firstArgument(String descriptor) {
        Type[] arguments = Type.getArgumentTypes(descriptor);
        if (arguments.length == 0 || arguments[0].getSort() != Type.OBJECT) {
            return null;
        }
        try {
            byte[] found = find(arguments[0].getInternalName());
            return found == null ? null : new ClassShape(found);
        } catch (IOException e) {
            return null;
        }
    }

    private static byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16_384);
        byte[] buffer = new byte[8_192];
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
        }
        return out.toByteArray();
    }
}
