package io.kafkatcp.entry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Brings the command line's classes, libraries and texts out of {@code cli.jar} inside the agent's jar, where they are one entry: each JVM that
 * starts with the agent reads the list of entries, and those would be two thirds of it. Its parent is the agent's own loader. Lives on the system
 * loader, in the command line's JVM alone.
 */
final class CliLoader extends ClassLoader {

    private static final String JAR = "cli.jar";

    private final Map<String, byte[]> files = new HashMap<>();

    CliLoader(File agentJar) throws IOException {
        super(new CoreLoader(agentJar));
        try (ZipFile jar = new ZipFile(agentJar)) {
            ZipEntry packed = jar.getEntry(JAR);
            if (packed == null) {
                throw new FileNotFoundException(agentJar + " has lost its " + JAR + "; use the unchanged kafka-tcp-agent.jar");
            }
            try (ZipInputStream in = new ZipInputStream(jar.getInputStream(packed))) {
                read(in);
            }
        }
    }

    private void read(ZipInputStream in) throws IOException {
        byte[] buffer = new byte[16_384];
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            ByteArrayOutputStream file = new ByteArrayOutputStream(buffer.length);
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                file.write(buffer, 0, n);
            }
            files.put(entry.getName(), file.toByteArray());
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = files.get(name.replace('.', '/') + ".class");
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] own = files.get(name);
        return own != null ? new ByteArrayInputStream(own) : super.getResourceAsStream(name);
    }
}
