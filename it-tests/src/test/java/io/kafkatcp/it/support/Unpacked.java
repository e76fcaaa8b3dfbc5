package io.kafkatcp.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.lab.Host;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What is inside of archives: jars, and images as {@code docker save} writes them. */
public final class Unpacked {

    private Unpacked() {}

    public static Map<String, byte[]> zip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return zip(in);
        }
    }

    /** Its files without its folders. */
    public static Map<String, byte[]> zip(InputStream in) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    /**
     * Lays its layers over one another in that folder, as a container engine does.
     *
     * @return the paths of its files
     */
    public static List<String> image(Path tar, Path root) throws IOException {
        Path parts = Files.createDirectories(root.resolveSibling(root.getFileName() + "-parts"));
        Files.createDirectories(root);
        Host.local().run("tar", "xf", tar.toString(), "-C", parts.toString());
        JsonNode manifest =
                new ObjectMapper().readTree(parts.resolve("manifest.json").toFile());
        for (JsonNode layer : manifest.get(0).path("Layers")) {
            Host.local().run("tar", "xpf", parts.resolve(layer.asText()).toString(), "-C", root.toString());
        }
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root)) {
            all.filter(Files::isRegularFile)
                    .forEach(file -> files.add(root.relativize(file).toString()));
        }
        return files;
    }
}
