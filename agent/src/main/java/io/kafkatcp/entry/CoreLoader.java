package io.kafkatcp.entry;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Keeps the agent's code and libraries apart from the application's: it reads {@code core/**.classdata} of the agent's
 * jar, which no other loader takes for classes, and its parent knows the JDK alone. Lives on the system loader.
 */
final class CoreLoader extends ClassLoader implements Closeable {

    private static final String FOLDER = "core/";

    static {
        registerAsParallelCapable();
    }

    private final ZipFile jar;
    private final ClassLoader jdk = jdkLoader();

    /** With the boot loader for its parent, which answers without a class of Java being run: some 300 names are asked for. */
    CoreLoader(File agentJar) throws IOException {
        super(null);
        this.jar = new ZipFile(agentJar);
    }

    /** The platform loader, by walking up: it has no public getter on Java 8. */
    private static ClassLoader jdkLoader() {
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        while (loader.getParent() != null) {
            loader = loader.getParent();
        }
        return loader;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try {
            ZipEntry entry = jar.getEntry(fileOf(name.replace('.', '/')));
            if (entry == null) {
                return jdk.loadClass(name);
            }
            byte[] bytes = bytesOf(entry);
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException | IllegalStateException e) {
            throw new ClassNotFoundException(name + ": " + e.getMessage(), e);
        }
    }

    /** The bridge's class files come out of the jar by it. */
    @Override
    public InputStream getResourceAsStream(String name) {
        try {
            ZipEntry entry = name.endsWith(".class") ? jar.getEntry(fileOf(name.substring(0, name.length() - ".class".length()))) : null;
            return entry != null ? jar.getInputStream(entry) : jdk.getResourceAsStream(name);
        } catch (IOException | IllegalStateException e) {
            return null;
        }
    }

    /** When the agent is gone: a thread of the application's that is still inside of it finds no further class, and nothing else. */
    @Override
    public void close() throws IOException {
        jar.close();
    }

    private static String fileOf(String internalName) {
        return FOLDER + internalName + ".classdata";
    }

    /** Into an array of its size: growing one for each of some 200 classes is garbage that a starting JVM takes new memory for. */
    private byte[] bytesOf(ZipEntry entry) throws IOException {
        byte[] bytes = new byte[(int) entry.getSize()];
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            in.readFully(bytes);
        }
        return bytes;
    }
}
