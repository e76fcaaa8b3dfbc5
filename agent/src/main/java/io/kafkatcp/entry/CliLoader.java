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

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ByteBuffer own = jar.file(InnerJar.fileOf(name));
        if (own == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, own, null);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        InputStream own = jar.open(name);
        return own == null ? super.getResourceAsStream(name) : own;
    }
}
