package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The classes of a Kafka that the agent weaves, compiled from Kafka's sources by Eclipse's compiler. */
public final class EclipseKafka {

    private EclipseKafka() {}

    /** @return a folder that belongs before the given jar on a class path */
    public static Path of(Path kafka, Path sources, Path directory) throws Exception {
        Path classes = directory.resolve("classes");
        Path output = directory.resolve("ecj.out");
        List<String> command = new ArrayList<>(List.of(
                Jdks.running().resolve("bin/java").toString(),
                "-jar",
                Built.other("ecj-").toString(),
                "--release",
                "8",
                "-proc:none",
                "-nowarn",
                "-cp",
                kafka + ":" + Built.slf4jApi(),
                "-d",
                classes.toString()));
        command.addAll(unpacked(sources, directory.resolve("sources")));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        return classes;
    }

    private static List<String> unpacked(Path sources, Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        try (ZipFile from = new ZipFile(sources.toFile())) {
            for (String name : OptimizedKafka.WOVEN) {
                ZipEntry found = from.getEntry("org/apache/kafka/" + name.replace('.', '/') + ".java");
                if (found != null) {
                    Path file = folder.resolve(found.getName());
                    Files.createDirectories(file.getParent());
                    Files.copy(from.getInputStream(found), file);
                    files.add(file.toString());
                }
            }
        }
        return files;
    }
}
