package io.kafkatcp.entry;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
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

    /**
     * With the boot loader for its parent, which answers without a class of Java being run: some 300 names are asked
     * for.
     */
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

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String file = InnerJar.fileOf(name);
        byte[] own = early.file(file);
        if (own == null) {
            own = rest(name).file(file);
        }
        return own == null ? jdk.loadClass(name) : defineClass(name, own, 0, own.length, domain);
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
        byte[] own = read == null ? null : read.file(name);
        return own == null ? jdk.getResourceAsStream(name) : new ByteArrayInputStream(own);
    }

    /** When the agent is gone: a thread of the application's that is still inside of it loses nothing. */
    @Override
    public void close() throws IOException {
        agentJar.close();
    }
}
