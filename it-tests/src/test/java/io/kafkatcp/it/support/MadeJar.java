package io.kafkatcp.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;

/** A jar that a test makes: a manifest, classes of the tests, and jars inside the jar. */
public final class MadeJar {

    private final Manifest manifest = new Manifest();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private MadeJar() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    /** @param attributes of its manifest */
    public static MadeJar with(Map<String, String> attributes) {
        MadeJar jar = new MadeJar();
        attributes.forEach(jar.manifest.getMainAttributes()::putValue);
        return jar;
    }

    public MadeJar classes(Class<?>... classes) throws IOException {
        return classesIn("", classes);
    }

    /** @param folder with a slash at its end; it becomes an entry as well, which Spring Boot looks for */
    public MadeJar classesIn(String folder, Class<?>... classes) throws IOException {
        if (!folder.isEmpty()) {
            entries.put(folder, new byte[0]);
        }
        for (Class<?> type : classes) {
            String name = type.getName().replace('.', '/') + ".class";
            try (InputStream in = type.getResourceAsStream("/" + name)) {
                entries.put(folder + name, in.readAllBytes());
            }
        }
        return this;
    }

    public MadeJar file(String name, Path file) throws IOException {
        entries.put(name, Files.readAllBytes(file));
        return this;
    }

    /** What another jar holds, but for its manifest. */
    public MadeJar contentsOf(Path other) throws IOException {
        try (JarFile jar = new JarFile(other.toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    entries.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
                }
            }
        }
        return this;
    }

    public Path at(Path path) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(path), manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(stored(entry.getKey(), entry.getValue()));
                out.write(entry.getValue());
            }
        }
        return path;
    }

    /** Not compressed: Spring Boot reads a jar inside a jar in its place. */
    private static JarEntry stored(String name, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        JarEntry entry = new JarEntry(name);
        entry.setMethod(JarEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        return entry;
    }
}
