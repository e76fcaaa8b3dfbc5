package io.kafkatcp.bench;

import io.kafkatcp.it.support.Built;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One way to start the same JVM: bare, or with one agent or another. */
record Variant(String name, List<String> jvmOptions) {

    static final String BARE = "no agent";
    static final String EMPTY = "empty agent";
    static final String OURS = "kafka-tcp-agent";

    /** @param others folder with the jars of agents to compare with; without it they are left out */
    static List<Variant> all(Path directory, Path others) throws IOException {
        List<Variant> all = new ArrayList<>(List.of(
                new Variant(BARE, List.of()),
                new Variant(EMPTY, List.of("-javaagent:" + EmptyAgent.jar(directory))),
                new Variant(OURS, List.of("-javaagent:" + Built.AGENT + "=events.file=" + directory.resolve("events.jsonl")))));
        if (Files.isDirectory(others)) {
            try (Stream<Path> jars = Files.list(others)) {
                jars.filter(jar -> jar.getFileName().toString().startsWith("opentelemetry-javaagent")).sorted().forEach(jar -> all.add(new Variant(
                        "OpenTelemetry " + jar.getFileName().toString().replaceAll("[^0-9.]|\\.jar", ""),
                        // it would otherwise try to send what it finds
                        List.of("-javaagent:" + jar, "-Dotel.traces.exporter=none", "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none"))));
            }
        }
        return all;
    }
}
