package io.kafkatcp.jvm.process;

import io.kafkatcp.jvm.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Whether a process cannot answer because it does not run: whoever asked it would wait for ever, and what was asked
 * would happen when it goes on.
 */
public final class Standstill {

    private static final Path CGROUPS = Paths.get("/sys/fs/cgroup");

    private Standstill() {}

    public static void check(Target target, ProcStatus status) throws Failure {
        switch (status.state()) {
            case 'T':
                throw new Failure("process " + target.pid + " is stopped; have it go on: kill -CONT " + target.pid);
            case 't':
                throw new Failure("process " + target.pid + " is held by process " + status.tracer()
                        + ", a debugger; have that one let go of it");
            case 'Z':
                throw new Failure("process " + target.pid + " has ended");
            default:
                if (isFrozen(target.proc())) {
                    throw new Failure("process " + target.pid + " is frozen with its cgroup, such as by docker pause;"
                            + " have it go on: docker unpause, or write 0 into cgroup.freeze");
                }
        }
    }

    /** By cgroup.events of version 2, or freezer.state of version 1, of its group as our own /sys shows it. */
    private static boolean isFrozen(Path proc) {
        for (String line : text(proc.resolve("cgroup")).split("\n")) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            String group = parts[2].replaceFirst("^/+", "");
            if (parts[1].isEmpty()
                    && (says(CGROUPS.resolve(group).resolve("cgroup.events"), "frozen 1")
                            || says(CGROUPS.resolve("unified").resolve(group).resolve("cgroup.events"), "frozen 1"))) {
                return true;
            }
            if (parts[1].equals("freezer")
                    && says(CGROUPS.resolve("freezer").resolve(group).resolve("freezer.state"), "FROZEN")) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(Path file, String word) {
        return text(file).contains(word);
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException notThere) {
            return "";
        }
    }
}
