package io.kafkatcp.build;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Run by the build: writes the public classes of the JDK that builds into a jar, for a tool that knows neither the
 * JDK's own image of them nor the class files of the newest.
 */
public final class JdkClasses {

    /** Of Java 17; of these classes only what they declare is read. */
    private static final byte CLASS_FILE_VERSION = 61;

    private JdkClasses() {}

    public static void main(String[] arguments) throws IOException {
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
            for (String module : List.of("java.base", "java.instrument")) {
                Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", module);
                try (Stream<Path> files = Files.walk(root.resolve("java"))) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                            .toList()) {
                        jar.putNextEntry(new ZipEntry(root.relativize(file).toString()));
                        byte[] bytes = Files.readAllBytes(file);
                        bytes[7] = (byte) Math.min(bytes[7], CLASS_FILE_VERSION);
                        jar.write(bytes);
                    }
                }
            }
        }
    }
}
