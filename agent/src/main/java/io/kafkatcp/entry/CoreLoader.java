package io.kafkatcp.entry;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Keeps the agent's code and libraries apart from the application's: it reads {@code core/**.classdata} of the agent's
 * jar, which no other loader takes for classes, and its parent knows the JDK alone. Lives on the system loader.
 */
final class CoreLoader extends ClassLoader implements Closeable {

    private static final String FOLDER = "core/";

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;

    CoreLoader(File agentJar) throws IOException {
        super(jdkLoader());
        // not verified: the JVM has just loaded the entry from the same file without a check
        this.jar = new JarFile(agentJar, false);
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
        try (InputStream in = open(name.replace('.', '/'))) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = readAll(in);
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException | IllegalStateException e) {
            throw new ClassNotFoundException(name + ": " + e.getMessage(), e);
        }
    }

    /** The command line reads its texts through this, and the bridge's class files come out of the jar by it. */
    @Override
    public InputStream getResourceAsStream(String name) {
        boolean isClass = name.endsWith(".class");
        try {
            InputStream own = isClass ? open(name.substring(0, name.length() - ".class".length())) : entry(FOLDER + name);
            return own != null ? own : super.getResourceAsStream(name);
        } catch (IOException | IllegalStateException e) {
            return null;
        }
    }

    /** When the agent is gone: a thread of the application's that is still inside of it finds no further class, and nothing else. */
    @Override
    public void close() throws IOException {
        jar.close();
    }

    private InputStream open(String internalName) throws IOException {
        return entry(FOLDER + internalName + ".classdata");
    }

    private InputStream entry(String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        return entry == null ? null : jar.getInputStream(entry);
    }

    private static byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
        }
        return out.toByteArray();
    }
}
