package io.kafkatcp.bench;

import io.kafkatcp.it.apps.FirstAck;
import io.kafkatcp.it.support.Built;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Whether an application keeps what its class archive gains it: AppCDS, and on 25 an AOT cache; both made without the
 * agent, as applications make them.
 */
final class Archives {

    /**
     * What an agent adds to the modules of a JVM, which an AOT cache holds: without it the cache would not be used with
     * any Java agent.
     */
    private static final String MODULES = "--add-modules=java.instrument";

    private final Results results;
    private final int rounds;
    private final String bootstrap;
    private final Path archive;
    private final Path apps;

    /** @param apps a jar, since an archive takes no class from a folder */
    Archives(Results results, int rounds, String bootstrap, Path directory, Path apps) {
        this.results = results;
        this.rounds = rounds;
        this.bootstrap = bootstrap;
        this.archive = directory.resolve("archive");
        this.apps = apps;
    }

    void measure(List<Path> jdks) throws IOException, InterruptedException {
        results.heading(List.of(
                "from start to the first acknowledged record, ms",
                "no archive",
                "archive",
                "archive, empty agent",
                "archive, agent that only looks",
                "archive, kafka-tcp-agent",
                "classes from the archive: without an agent, with the empty one, with kafka-tcp-agent"));
        for (Path jdk : jdks) {
            int feature = feature(jdk);
            compare(
                    jdk,
                    "JDK " + feature + ", AppCDS",
                    "-XX:ArchiveClassesAtExit=" + archive,
                    "-XX:SharedArchiveFile=" + archive);
            if (feature >= 25) {
                compare(
                        jdk,
                        "JDK " + feature + ", AOT cache",
                        "-XX:AOTCacheOutput=" + archive,
                        "-XX:AOTCache=" + archive,
                        MODULES);
            }
        }
    }

    private void compare(Path jdk, String title, String make, String use, String... without)
            throws IOException, InterruptedException {
        run(new Variant("dump", and(make, without)).on(jdk));
        List<Variant> variants = new ArrayList<>(List.of(
                new Variant("none", List.of()),
                new Variant("archive", and(use, without)),
                new Variant("empty", List.of(use, "-javaagent:" + EmptyAgent.jar(archive.getParent()))),
                new Variant("looking", List.of(use, "-javaagent:" + LookingAgent.jar(archive.getParent()))),
                new Variant("ours", List.of(use, "-javaagent:" + Built.AGENT))));
        Series ms = new Series();
        for (int i = -1; i < rounds; i++) {
            for (Variant variant : variants) {
                double first = run(variant.on(jdk)).whenMs(FirstAck.DONE);
                if (i >= 0) {
                    ms.add(variant.name(), first);
                }
            }
        }
        List<String> cells = new ArrayList<>(variants.stream()
                .map(variant -> String.format(Locale.ROOT, "%,.0f", ms.median(variant.name())))
                .toList());
        cells.add(fromArchive(jdk, variants.get(1)) + "; " + fromArchive(jdk, variants.get(2)) + "; "
                + fromArchive(jdk, variants.get(4)));
        results.row(title, cells);
        Files.delete(archive);
        Files.deleteIfExists(Path.of(archive + ".config"));
    }

    private static List<String> and(String option, String... more) {
        List<String> options = new ArrayList<>(List.of(more));
        options.add(option);
        return options;
    }

    private static int feature(Path jdk) throws IOException {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(jdk.resolve("release"))) {
            release.load(reader);
        }
        return Runtime.Version.parse(release.getProperty("JAVA_VERSION").replace("\"", ""))
                .feature();
    }

    /** By the JVM's own log. */
    private String fromArchive(Path jdk, Variant variant) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(variant.jvmOptions());
        options.add("-Xlog:class+load:file=" + archive + ".log");
        run(new Variant(variant.name(), options).on(jdk));
        List<String> loaded = Files.readAllLines(Path.of(archive + ".log"));
        Files.delete(Path.of(archive + ".log"));
        return String.format(
                Locale.ROOT,
                "%,d",
                loaded.stream()
                        .filter(line -> line.contains("source: shared objects file"))
                        .count());
    }

    private Child.Said run(Variant variant) throws IOException, InterruptedException {
        return Child.run(variant, Built.SAMPLE_APP + ":" + apps, FirstAck.class.getName(), List.of(bootstrap));
    }
}
