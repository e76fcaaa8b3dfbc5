package io.kafkatcp.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The JDKs to try: the one that the tests run on, and those that the variable TEST_JDKS lists, separated by colons. */
public final class Jdks {

    private Jdks() {}

    public static Path running() {
        return Path.of(System.getProperty("java.home"));
    }

    /** 17, 25 and so on, as the JDK's own file says. */
    public static int release(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D*(\\d+).*", "$1")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Stream<Path> all() {
        Set<Path> homes = new LinkedHashSet<>();
        homes.add(running());
        String listed = System.getenv().getOrDefault("TEST_JDKS", "");
        Stream.of(listed.split(":"))
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .forEach(home -> {
                    if (!Files.isExecutable(home.resolve("bin/java"))) {
                        throw new IllegalStateException("TEST_JDKS names " + home + ", which is no JDK");
                    }
                    homes.add(home);
                });
        return homes.stream();
    }
}
