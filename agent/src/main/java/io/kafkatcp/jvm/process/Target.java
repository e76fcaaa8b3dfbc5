package io.kafkatcp.jvm.process;

import io.kafkatcp.jvm.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A process as Linux shows it from outside: whose it is, whether it is a JVM at all and runs, and which files it sees.
 * Elsewhere all of it is unknown.
 */
public final class Target {

    private static final Path SELF = Paths.get("/proc/self");

    public final String pid;
    private final Path proc;

    public Target(String pid) {
        this.pid = pid;
        this.proc = Paths.get("/proc", pid);
    }

    public static boolean hasProc() {
        return Files.isDirectory(SELF);
    }

    public static int ownUid() {
        try {
            return ProcStatus.read(SELF).uid();
        } catch (IOException e) {
            return -1;
        }
    }

    public Path proc() {
        return proc;
    }

    /** Its file system; not a path that anybody could turn elsewhere. */
    public Path root() {
        return proc.resolve("root");
    }

    public ProcStatus status() throws Failure {
        try {
            return ProcStatus.read(proc);
        } catch (IOException e) {
            throw isGone();
        }
    }

    /** Also of one that only waits for its parent to ask how it ended. */
    public boolean hasEnded() {
        try {
            return status().state() == 'Z';
        } catch (Failure gone) {
            return true;
        }
    }

    public Failure isGone() {
        return new Failure("there is no process " + pid + "; 'list' shows the JVMs that hold Kafka clients");
    }

    public int uid() throws Failure {
        return status().uid();
    }

    public String innerPid() {
        try {
            return status().innerPid();
        } catch (Failure gone) {
            return pid;
        }
    }

    public JavaCommand command() {
        return JavaCommand.of(proc);
    }

    /** @throws Failure where it would be useless to ask it anything, or would harm */
    public void check() throws Failure {
        if (!hasProc()) {
            return;
        }
        ProcStatus status = status();
        int self = ownUid();
        if (self != 0 && self != status.uid()) {
            throw new Failure("process " + pid + " belongs to user " + userName()
                    + ", and only that user or root may attach to it: " + asUser());
        }
        if (isSurelyNoJvm()) {
            throw new Failure("process " + pid + " is no JVM; 'list' shows the JVMs that hold Kafka clients");
        }
        Standstill.check(this, status);
        Descriptors.check(this);
    }

    private boolean isSurelyNoJvm() {
        return Boolean.FALSE.equals(maps("/libjvm.so"));
    }

    /** @return null where that is not to be seen */
    public Boolean maps(String file) {
        try (Stream<String> maps = Files.lines(proc.resolve("maps"), StandardCharsets.ISO_8859_1)) {
            return maps.anyMatch(line -> line.contains(file));
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return null;
        }
    }

    /** @param name as Linux keeps it: 15 letters */
    public boolean hasThread(String name) {
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(proc.resolve("task"))) {
            for (Path task : tasks) {
                if (name.equals(nameOf(task))) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException endedOrNotOurs) {
            return false;
        }
        return false;
    }

    /** @return empty where the thread has ended meanwhile */
    public static String nameOf(Path task) {
        try {
            return new String(Files.readAllBytes(task.resolve("comm")), StandardCharsets.UTF_8).trim();
        } catch (IOException ended) {
            return "";
        }
    }

    /** Whether it is in a container, or in a service with files of its own: then a path of ours is none of its. */
    public boolean seesOtherFiles() {
        return differs("ns/mnt") || differs("root");
    }

    /** Otherwise somebody who is root only in there has made its mounts, and may have mounted anything anywhere. */
    public boolean isInOurUserNamespace() {
        return !differs("ns/user");
    }

    public boolean isInOurPidNamespace() {
        return !differs("ns/pid");
    }

    private boolean differs(String link) {
        try {
            return !Files.readSymbolicLink(proc.resolve(link)).equals(Files.readSymbolicLink(SELF.resolve(link)));
        } catch (IOException | UnsupportedOperationException unknown) {
            // our own kernel shows it of every process that we may attach to
            return true;
        }
    }

    public boolean isAnotherUsers() throws Failure {
        return uid() != ownUid();
    }

    /** @param needed of read 4, write 2 and execute 1 */
    public boolean may(int needed, Map<String, Object> file) throws Failure {
        ProcStatus status = status();
        List<String> groups = new ArrayList<>(status.groups());
        groups.add(Integer.toString(status.gid()));
        return may(needed, file, status.uid(), groups);
    }

    private static boolean may(int needed, Map<String, Object> file, int uid, Collection<String> groups) {
        int mode = (Integer) file.get("mode");
        if (uid == 0) {
            return true;
        }
        if (file.get("uid").equals(uid)) {
            return (mode >> 6 & needed) != 0;
        }
        return (groups.contains(file.get("gid").toString()) ? mode >> 3 & needed : mode & needed) != 0;
    }

    /** A number where the user has no name, such as in a container. */
    public String userName() {
        try {
            UserPrincipal user = FileSystems.getDefault()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(Integer.toString(uid()));
            return nameOf(user);
        } catch (IOException | UnsupportedOperationException | Failure e) {
            return "another";
        }
    }

    private String nameOf(UserPrincipal numbered) throws IOException {
        UserPrincipal owner = Files.getOwner(proc);
        return owner.equals(numbered) ? owner.getName() : numbered.getName();
    }

    /** What to run instead; sudo takes a number only with that sign before it. */
    public String asUser() {
        String user = userName();
        return "sudo -u " + (user.matches("\\d+") ? "'#" + user + "'" : user) + " java -jar kafka-tcp-agent.jar ...";
    }
}
