package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is published, built by the documented command from a copy of the sources in another folder, and signed with a
 * key that lasts as long as the test.
 */
public final class ReleaseBuild {

    private static final List<String> SOURCES = List.of("pom.xml", "LICENSE", "agent/pom.xml", "agent/src");

    private final Path folder;
    private final Path keys;

    private ReleaseBuild(Path folder, Path keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** @param folder an empty one, with a path of its own */
    public static ReleaseBuild in(Path folder) throws Exception {
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
        ReleaseBuild build = new ReleaseBuild(Files.createDirectories(folder.resolve("sources")), keys);
        for (String source : SOURCES) {
            copy(Path.of("..").resolve(source), build.folder.resolve(source));
        }
        build.gpg("--passphrase", "", "--quick-generate-key", "Test <test@localhost>", "ed25519", "sign", "never");
        String key = build.gpg("--armor", "--export-secret-keys");
        run(
                build.folder,
                Map.of("MAVEN_GPG_KEY", key),
                List.of(
                        "mvn",
                        "-B",
                        "-ntp",
                        "-q",
                        "-Prelease",
                        "-DskipTests",
                        "-Dspotless.check.skip=true",
                        "-Dmaven.repo.local=" + localRepository(),
                        "-f",
                        "agent/pom.xml",
                        "verify"));
        return build;
    }

    public static Path localRepository() {
        return Path.of(System.getProperty("local.repository"));
    }

    /** A file of the build's target folder, which is there. */
    public Path file(String name) {
        Path file = folder.resolve("agent/target").resolve(name);
        assertThat(file).isRegularFile();
        return file;
    }

    /** Fails where the signature is not the file's. */
    public void assertSigned(String name) throws Exception {
        gpg("--verify", file(name + ".asc").toString(), file(name).toString());
    }

    private String gpg(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("gpg", "--batch", "--quiet", "--homedir", keys.toString()));
        command.addAll(List.of(arguments));
        return run(folder, Map.of(), command);
    }

    private static String run(Path folder, Map<String, String> environment, List<String> command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said;
        try (InputStream out = process.getInputStream()) {
            said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor()).as("%s\n%s", command, said).isZero();
        return said;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path there = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.createDirectories(there.getParent());
                    Files.copy(file, there);
                }
            }
        }
    }
}
