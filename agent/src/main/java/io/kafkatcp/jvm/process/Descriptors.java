package io.kafkatcp.jvm.process;

import io.kafkatcp.jvm.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a process may open what an attach takes. In a JVM that may not, HotSpot's thread for attaching ends at its
 * first accept(2) (EMFILE; attachListener_linux.cpp, dequeue), and no jcmd, no jstack and no attach is answered any
 * more.
 */
final class Descriptors {

    /** Seen: the listening socket, the connection to it, the jar; five at once with a file of records. Twice that. */
    static final int NEEDED = 10;

    private static final Pattern LIMIT = Pattern.compile("(?m)^Max open files +(\\d+) +(\\d+) ");
    /** How many more the sentence asks for. */
    private static final int MORE = 64;

    private Descriptors() {}

    static void check(Target target) throws Failure {
        String complaint = complaint(target.pid, open(target.proc()), limits(target.proc()));
        if (!complaint.isEmpty()) {
            throw new Failure(complaint);
        }
    }

    /** @param limits as /proc/PID/limits has them; @return empty where there is room, or none of it is known */
    static String complaint(String pid, long open, String limits) {
        Matcher found = LIMIT.matcher(limits);
        if (open < 0 || !found.find()) {
            return "";
        }
        long soft = Long.parseLong(found.group(1));
        long hard = Long.parseLong(found.group(2));
        if (open + NEEDED <= soft) {
            return "";
        }
        long enough = Math.max(soft, open) + MORE;
        return "process " + pid + " has " + open + " of " + soft + " file descriptors open, and attaching takes up to "
                + NEEDED + ": a JVM that is denied one here never answers an attach or jcmd again; raise its limit"
                + (enough <= hard
                        ? ": prlimit --pid " + pid + " --nofile=" + enough + ":"
                        : " as root: prlimit --pid " + pid + " --nofile=" + enough + ":" + enough);
    }

    /** @return -1 where they are not ours to see */
    private static long open(Path proc) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(proc.resolve("fd"))) {
            long count = 0;
            for (Path ignored : all) {
                count++;
            }
            return count;
        } catch (IOException | java.nio.file.DirectoryIteratorException endedOrNotOurs) {
            return -1;
        }
    }

    private static String limits(Path proc) {
        try {
            return new String(Files.readAllBytes(proc.resolve("limits")), StandardCharsets.UTF_8);
        } catch (IOException endedOrNotOurs) {
            return "";
        }
    }
}
