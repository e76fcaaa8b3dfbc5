package io.kafkatcp.entry;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.ZipFile;

/**
 * Brings the command line's classes, libraries and texts out of {@code cli.jar} inside the agent's jar; its parent is
 * the agent's own loader. Lives on the system loader, in the command line's JVM alone.
 */
final class CliLoader extends ClassLoader {

    private final InnerJar jar;

    CliLoader(File agentJar) throws IOException {
        super(new CoreLoader(agentJar));
        try (ZipFile file = new ZipFile(agentJar)) {
            jar = new InnerJar(file, "cli.jar");
        }
    }

    /** First in its own jar: to have its parents look for each class in vain took longer than to read it. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            ByteBuffer own = known == null ? jar.file(InnerJar.fileOf(name)) : null;
            return own == null ? super.loadClass(name, resolve) : defineClass(name, own, null);
        }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        InputStream own = jar.open(name);
        return own == null ? super.getResourceAsStream(name) : own;
    }
}
