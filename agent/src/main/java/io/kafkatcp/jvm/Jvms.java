package io.kafkatcp.jvm;

import io.kafkatcp.jvm.attach.AttachApi;
import io.kafkatcp.jvm.process.ProcStatus;
import io.kafkatcp.jvm.process.Target;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds the JVMs of this user, root's those of all users, and the one that is meant: by the library libjvm in a
 * process' memory, since not every JVM shows itself to the JDK's tools (-XX:-UsePerfData, a read-only /tmp). Where
 * there is no /proc by the JDK.
 */
public final class Jvms {

    private Jvms() {}

    /** Without the one that runs this. */
    public static List<Jvm> all() throws Failure {
        List<Jvm> all = Target.hasProc() ? byProc() : byJdk();
        String self = selfPid();
        return all.stream()
                .filter(jvm -> !jvm.pid.equals(self))
                .sorted(Comparator.comparingLong(jvm -> Long.parseLong(jvm.pid)))
                .collect(Collectors.toList());
    }

    private static List<Jvm> byProc() throws Failure {
        List<Jvm> all = new ArrayList<>();
        int self = Target.ownUid();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Paths.get("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                Target target = new Target(process.getFileName().toString());
                if (isJvm(target, self)) {
                    all.add(new Jvm(target.pid, target.command().main()));
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            throw new Failure("the processes cannot be listed: " + e.getMessage() + "; give a pid");
        }
        return all;
    }

    /** One of which the memory is not to be seen counts by the name of its program. */
    private static boolean isJvm(Target target, int self) {
        try {
            ProcStatus status = target.status();
            if (self != 0 && status.uid() != self || status.state() == 'Z') {
                return false;
            }
        } catch (Failure gone) {
            return false;
        }
        Boolean hasJvm = target.maps("/libjvm.so");
        return hasJvm == null ? target.command().isJava() : hasJvm;
    }

    private static List<Jvm> byJdk() throws Failure {
        List<Jvm> all = new ArrayList<>();
        for (AttachApi.Listed listed : AttachApi.find().list()) {
            int blank = listed.name.indexOf(' ');
            all.add(new Jvm(listed.pid, blank < 0 ? listed.name : listed.name.substring(0, blank)));
        }
        return all;
    }

    /** @param text a pid, or a part of the main class' or jar's name that no other has */
    public static Jvm meant(String text) throws Failure {
        if (text.matches("\\d+")) {
            return new Jvm(text, "");
        }
        List<Jvm> all = all();
        List<Jvm> found = all.stream().filter(jvm -> jvm.name.contains(text)).collect(Collectors.toList());
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw new Failure(
                    all.isEmpty()
                            ? "there is no JVM of this user; other users' are root's to see"
                            : "no JVM's main class or jar has '" + text + "' in its name; there are " + names(all));
        }
        throw new Failure("'" + text + "' fits " + names(found) + "; give a pid");
    }

    private static String names(List<Jvm> jvms) {
        return jvms.stream().map(jvm -> jvm.pid + " " + jvm.name).collect(Collectors.joining(", "));
    }

    private static String selfPid() throws Failure {
        if (Target.hasProc()) {
            return new Target("self").status().pid();
        }
        // Java 8 has no ProcessHandle; the name is PID@HOST on HotSpot
        String name = java.lang.management.ManagementFactory.getRuntimeMXBean().getName();
        return name.substring(0, Math.max(0, name.indexOf('@')));
    }
}
