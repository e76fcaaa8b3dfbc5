package io.kafkatcp.core.host;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * The bridge as a jar that is appended to the boot class path, for a JDK whose Unsafe defines no classes: a temporary
 * file, deleted at once, since the JVM keeps it open.
 */
public final class BridgeJar {

    private BridgeJar() {}

    /** @throws IOException naming the directories that were tried, where none can be written to */
    static void append(Instrumentation instrumentation) throws IOException {
        File file = createFile();
        try {
            write(file);
            try (JarFile jar = new JarFile(file, false)) {
                instrumentation.appendToBootstrapClassLoaderSearch(jar);
            }
        } finally {
            file.delete();
        }
    }

    /** A container with a read-only file system still has /dev/shm. */
    private static File createFile() throws IOException {
        String[] directories = {System.getProperty("java.io.tmpdir"), "/dev/shm"};
        StringBuilder tried = new StringBuilder();
        for (String directory : directories) {
            try {
                return createIn(directory);
            } catch (IOException e) {
                tried.append(' ')
                        .append(directory)
                        .append(" (")
                        .append(e.getMessage())
                        .append(')');
            }
        }
        throw new IOException("no directory for a temporary file of 4 kB; tried" + tried
                + "; set -Djava.io.tmpdir to one that can be written to");
    }

    /**
     * Not File.createTempFile: it starts up SecureRandom. The file is created exclusively, so its name is no secret.
     */
    private static File createIn(String directory) throws IOException {
        for (int i = 0; ; i++) {
            File file =
                    new File(directory, "kafka-tcp-agent-" + Long.toHexString(System.nanoTime()) + "-" + i + ".jar");
            if (file.createNewFile()) {
                return file;
            }
        }
    }

    private static void write(File file) throws IOException {
        try (JarOutputStream out = new JarOutputStream(new FileOutputStream(file))) {
            for (String name : BridgeClasses.NAMES) {
                out.putNextEntry(new JarEntry(name.replace('.', '/') + ".class"));
                out.write(BridgeClasses.bytesOf(name));
                out.closeEntry();
            }
        }
    }
}
