package io.kafkatcp.jvm;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * A folder that both this JVM and the other one see, for the request and the answer, and the agent's jar at a path that
 * the other one can read. In a container it lies in the container's /tmp, reached through /proc/PID/root. No port, and
 * nobody else may look into it.
 */
final class AttachMailbox implements AutoCloseable {

    private static final String[] PLACES = {"/tmp", "/dev/shm", "/var/tmp"};

    private final Target target;
    /** As we see it. */
    private final Path folder;
    /** As the other JVM sees it. */
    private final String inside;

    private final String jarInside;
    /** Null where the other JVM can read ours. */
    private Path copy;

    private AttachMailbox(Target target, Path place, String placeInside, File jar, String version) throws IOException {
        this.target = target;
        this.folder = Files.createTempDirectory(place, "kafka-tcp-agent-");
        target.giveTo(folder);
        this.inside = placeInside + "/" + folder.getFileName();
        if (target.seesOtherFiles() || target.isAnotherUsers()) {
            // the same name each time: the JVM remembers each jar that it was given
            String name = "kafka-tcp-agent-" + version + ".jar";
            copy = place.resolve(name);
            Files.copy(jar.toPath(), folder.resolve("jar"), StandardCopyOption.REPLACE_EXISTING);
            target.giveTo(folder.resolve("jar"));
            Files.move(folder.resolve("jar"), copy, StandardCopyOption.ATOMIC_MOVE);
            this.jarInside = placeInside + "/" + name;
        } else {
            this.jarInside = jar.getAbsolutePath();
        }
    }

    static AttachMailbox with(Target target, File jar, String version) throws Failure {
        StringBuilder tried = new StringBuilder();
        for (String place : Target.hasProc() ? PLACES : new String[] {System.getProperty("java.io.tmpdir")}) {
            Path seen = target.seesOtherFiles() ? Paths.get(target.proc() + "/root" + place) : Paths.get(place);
            if (Files.isDirectory(seen)) {
                try {
                    return new AttachMailbox(target, seen, place, jar, version);
                } catch (IOException e) {
                    tried.append(' ')
                            .append(seen)
                            .append(" (")
                            .append(e.getMessage())
                            .append(')');
                }
            }
        }
        throw new Failure(
                "there is no folder that both this command and process " + target.pid + " can write to; tried" + tried
                        + ". Copy the jar to where the process can read it, and run there: jcmd PID "
                        + "JVMTI.agent_load /path/to/kafka-tcp-agent.jar");
    }

    String jarInside() {
        return jarInside;
    }

    /** To be given to the agent as its argument. */
    String argument(String request) throws IOException {
        Path file = folder.resolve("request");
        Files.write(file, (jarInside + "\n" + request + "\n").getBytes(StandardCharsets.UTF_8));
        target.giveTo(file);
        return "folder=" + inside;
    }

    String inside() {
        return inside;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    void give(Path file) throws IOException {
        target.giveTo(file);
    }

    /** @return null where there is no answer */
    String answer() throws IOException {
        Path file = folder.resolve("answer");
        return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : null;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(AttachMailbox::delete);
        } catch (IOException gone) {
            // with the other JVM's file system
            return;
        } finally {
            delete(folder);
            if (copy != null) {
                delete(copy);
            }
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            System.err.println("kafka-tcp-agent: " + path + " could not be removed; remove it by hand");
        }
    }
}
