package io.kafkatcp.entry;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.ProtectionDomain;
import java.util.zip.ZipFile;

/**
 * Keeps the agent's code and libraries apart from the application's: they lie in jars inside the agent's jar, where no
 * other loader looks. A JVM without Kafka reads {@code early.jar} alone, what runs before {@code main}. Lives on the
 * system loader.
 */
final class CoreLoader extends ClassLoader implements Closeable {

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader jdk = jdkLoader();
    /** The agent's jar's, so that what a policy grants to that jar holds for the classes out of the jars inside it. */
    private final ProtectionDomain domain = CoreLoader.class.getProtectionDomain();
    /** Open until the rest is read: somebody may replace the file meanwhile. */
    private final ZipFile agentJar;

    private final InnerJar early;
    private volatile InnerJar rest;

    CoreLoader(File file) throws IOException {
        super(null);
        agentJar = new ZipFile(file);
        early = new InnerJar(agentJar, "early.jar");
    }

    /** The platform loader, by walking up: it has no public getter on Java 8. */
    private static ClassLoader jdkLoader() {
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        while (loader.getParent() != null) {
            loader = loader.getParent();
        }
        return loader;
    }

    /**
     * Without a lock for each name, which is what the superclass keeps: its map of them, of as many names as the agent
     * uses, had HotSpot compile {@code ConcurrentHashMap.transfer} twice before the first record. Of two threads that
     * need the same class, the JVM takes what the first defines.
     */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
            return loaded;
        }
        ByteBuffer own = isOwn(name) ? file(name) : null;
        return own == null ? ofJdk(name) : define(name, own);
    }

    private static boolean isOwn(String name) {
        return name.startsWith("io.kafkatcp.") || name.startsWith("net.bytebuddy.");
    }

    private ByteBuffer file(String name) throws ClassNotFoundException {
        String file = InnerJar.fileOf(name);
        ByteBuffer own = early.file(file);
        return own == null ? rest(name).file(file) : own;
    }

    private Class<?> define(String name, ByteBuffer file) {
        try {
            return defineClass(name, file, domain);
        } catch (LinkageError e) {
            Class<?> others = findLoadedClass(name);
            if (others == null) {
                throw e;
            }
            return others;
        }
    }

    /** The boot loader's without a class of Java being run: some 300 names are asked for. */
    private Class<?> ofJdk(String name) throws ClassNotFoundException {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException | SecurityException e) {
            // another loader's; or this thread's own code may not ask for the boot loader
            return jdk.loadClass(name);
        }
    }

    private InnerJar rest(String name) throws ClassNotFoundException {
        InnerJar read = rest;
        if (read == null) {
            try {
                read = readRest();
            } catch (IOException | IllegalStateException e) {
                throw new ClassNotFoundException(name + ": " + e.getMessage(), e);
            }
        }
        return read;
    }

    private synchronized InnerJar readRest() throws IOException {
        if (rest == null) {
            rest = new InnerJar(agentJar, "core.jar");
            agentJar.close();
        }
        return rest;
    }

    /** The bridge's class files come out of the rest by it. */
    @Override
    public InputStream getResourceAsStream(String name) {
        InnerJar read = rest;
        InputStream own = read == null ? null : read.open(name);
        return own == null ? jdk.getResourceAsStream(name) : own;
    }

    /** When the agent is gone: a thread of the application's that is still inside of it loses nothing. */
    @Override
    public void close() throws IOException {
        agentJar.close();
    }
}
