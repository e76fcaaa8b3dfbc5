package io.kafkatcp.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.stream.Stream;

/**
 * A process as Linux shows it from outside: whose it is, whether it is a JVM at all, and which files it sees. Elsewhere
 * all of it is unknown.
 */
public final class Target {

    private static final Path SELF = Paths.get("/proc/self");

    public final String pid;
    private final Path proc;

    public Target(String pid) {
        this.pid = pid;
        this.proc = Paths.get("/proc", pid);
    }

    static boolean hasProc() {
        return Files.isDirectory(SELF);
    }

    public Path proc() {
        return proc;
    }

    /**
     * @throws Failure where attaching would be useless, or would harm: what is no JVM dies of the signal that attaching
     *     begins with
     */
    void check() throws Failure {
        if (!hasProc()) {
            return;
        }
        if (!Files.isDirectory(proc)) {
            throw new Failure("there is no process " + pid + "; 'list' shows the JVMs that hold Kafka clients");
        }
        Integer owner = uid(proc);
        Integer self = uid(SELF);
        if (owner != null && self != null && self != 0 && !owner.equals(self)) {
            throw new Failure("process " + pid + " belongs to user " + name(proc)
                    + ", and only that user or root may attach to it: sudo -u " + name(proc)
                    + " java -jar kafka-tcp-agent.jar ...");
        }
        if (isSurelyNoJvm()) {
            throw new Failure("process " + pid + " is no JVM; 'list' shows the JVMs that hold Kafka clients");
        }
    }

    private boolean isSurelyNoJvm() {
        try (Stream<String> maps = Files.lines(proc.resolve("maps"), java.nio.charset.StandardCharsets.ISO_8859_1)) {
            return maps.noneMatch(line -> line.contains("libjvm.so"));
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return false;
        }
    }

    /** Whether it is in a container, or in a service with files of its own: then a path of ours is none of its. */
    boolean seesOtherFiles() {
        try {
            return !Files.readSymbolicLink(proc.resolve("ns/mnt"))
                            .equals(Files.readSymbolicLink(SELF.resolve("ns/mnt")))
                    || !Files.readSymbolicLink(proc.resolve("root"))
                            .equals(Files.readSymbolicLink(SELF.resolve("root")));
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    boolean isAnotherUsers() {
        Integer owner = uid(proc);
        return owner != null && !owner.equals(uid(SELF));
    }

    /** Root attaches to somebody's JVM: what it makes must be that somebody's. */
    void giveTo(Path file) throws IOException {
        if (isAnotherUsers()) {
            Files.setAttribute(file, "unix:uid", Files.getAttribute(proc, "unix:uid"));
            Files.setAttribute(file, "unix:gid", Files.getAttribute(proc, "unix:gid"));
        }
    }

    private static Integer uid(Path path) {
        try {
            return (Integer) Files.getAttribute(path, "unix:uid");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return null;
        }
    }

    private static String name(Path path) {
        try {
            return Files.getOwner(path).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "another";
        }
    }
}
