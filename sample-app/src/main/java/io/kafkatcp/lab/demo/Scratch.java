package io.kafkatcp.lab.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the agent's records of one demo, which goes with it, also when it is interrupted. */
record Scratch(Path folder) implements AutoCloseable {
    static Scratch make() {
        try {
            Scratch made = new Scratch(Files.createTempDirectory("kafka-tcp-agent-demo"));
            Runtime.getRuntime().addShutdownHook(new Thread(made::close, "remove-records"));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
