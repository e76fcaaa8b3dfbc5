package io.kafkatcp.entry;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipFile;

/**
 * Brings the command line's classes, libraries and texts out of {@code cli.jar} inside the agent's jar; its parent is the agent's own loader. Lives on
 * the system loader, in the command line's JVM alone.
 */
final class CliLoader extends ClassLoader implements InnerJar.Definer {

    private final InnerJar jar;

    CliLoader(File agentJar) throws IOException {
        super(new CoreLoader(agentJar));
        try (ZipFile file = new ZipFile(agentJar)) {
            jar = new InnerJar(file, "cli.jar");
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        Class<?> own = jar.define(name, this);
        if (own == null) {
            throw new ClassNotFoundException(name);
        }
        return own;
    }

    @Override
    public Class<?> define(String name, byte[] from, int at, int length) {
        return defineClass(name, from, at, length);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        InputStream own = jar.open(name);
        return own != null ? own : super.getResourceAsStream(name);
    }
}
