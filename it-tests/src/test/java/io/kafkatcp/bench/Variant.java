package io.kafkatcp.bench;

import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One way to start the same JVM: bare, or with one agent or another. */
record Variant(String name, List<String> jvmOptions, Map<String, String> environment, Path jdk) {

    static final String BARE = "no agent";
    static final String EMPTY = "empty agent";
    static final String LOOKING = "agent that only looks";
    static final String OURS = "kafka-tcp-agent";
    /** Of Debian's package libkeepalive0: sets SO_KEEPALIVE and its timings on every socket of a process. */
    private static final Path PRELOADED = Path.of("/usr/lib/libkeepalive.so");

    Variant(String name, List<String> jvmOptions) {
        this(name, jvmOptions, Map.of(), Jdks.running());
    }

    Variant with(String... more) {
        List<String> options = new ArrayList<>(List.of(more));
        options.addAll(jvmOptions);
        return new Variant(name, options, environment, jdk);
    }

    Variant on(Path otherJdk) {
        return new Variant(name, jvmOptions, environment, otherJdk);
    }

    static List<Variant> small(Path directory) throws IOException {
        return List.of(
                new Variant(BARE, List.of()),
                new Variant(EMPTY, List.of("-javaagent:" + EmptyAgent.jar(directory))),
                new Variant(LOOKING, List.of("-javaagent:" + LookingAgent.jar(directory))),
                new Variant(
                        OURS,
                        List.of("-javaagent:" + Built.AGENT + "=events.file=" + directory.resolve("events.jsonl"))));
    }

    /** @param others folder with the jars of agents to compare with */
    static List<Variant> all(Path directory, Path others) throws IOException {
        List<Variant> all = new ArrayList<>(small(directory));
        // they would otherwise try to send what they find
        all.add(agent(
                "OpenTelemetry",
                others,
                "opentelemetry-javaagent-",
                "-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none"));
        all.add(agent(
                "Elastic",
                others,
                "elastic-apm-agent-",
                "-Delastic.apm.disable_send=true",
                "-Delastic.apm.cloud_provider=NONE",
                "-Delastic.apm.central_config=false"));
        if (Files.exists(PRELOADED)) {
            all.add(new Variant(
                    "libkeepalive",
                    List.of(),
                    Map.of("LD_PRELOAD", PRELOADED.toString(), "KEEPIDLE", "37", "KEEPINTVL", "9", "KEEPCNT", "3"),
                    Jdks.running()));
        }
        return all;
    }

    /** Those that anybody would choose between for what they do to a producer; the others say nothing more there. */
    static List<Variant> sending(List<Variant> all) {
        return all.stream()
                .filter(variant -> !variant.name().equals(EMPTY)
                        && !variant.name().equals(LOOKING)
                        && !variant.name().startsWith("Elastic"))
                .toList();
    }

    private static Variant agent(String name, Path folder, String prefix, String... options) throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            Path jar = jars.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
            List<String> all = new ArrayList<>(List.of("-javaagent:" + jar));
            all.addAll(List.of(options));
            return new Variant(
                    name + " "
                            + jar.getFileName().toString().replace(prefix, "").replace(".jar", ""),
                    all);
        }
    }
}
