package io.kafkatcp.jvm.attach;

import io.kafkatcp.jvm.Failure;
import io.kafkatcp.jvm.process.DirectoryEntry;
import io.kafkatcp.jvm.process.ProcStatus;
import io.kafkatcp.jvm.process.Target;
import io.kafkatcp.jvm.process.UnlinkedDirectory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Has a HotSpot JVM open its attach socket: a file .attach_pidN in the JVM's own /tmp, and then SIGQUIT. A JVM that
 * does not find the file, or is told to attach to nobody, prints a thread dump instead, and one that does not catch the
 * signal dies; so each of those is looked for before. What it does in the JVM's folders it must do with the rights of
 * the JVM's user.
 */
final class AttachListener {

    /** HotSpot's own: os::get_temp_directory() is this on Linux, whatever java.io.tmpdir is. */
    static final String FOLDER = "tmp";

    /** HotSpot's own, which has all 15 letters that Linux keeps. */
    static final String THREAD = "Attach Listener";

    private static final int LIMIT_MS = 10_000;
    private static final int TRIES = 20;

    private final Target target;
    private final UnlinkedDirectory tmp;
    private final String trigger;
    private final String socket;

    AttachListener(Target target, UnlinkedDirectory tmp) {
        this.target = target;
        this.tmp = tmp;
        this.trigger = ".attach_pid" + target.innerPid();
        this.socket = ".java_pid" + target.innerPid();
    }

    Path socket() {
        return tmp.path(socket);
    }

    /** Whether its socket is there, and is its own: a link, or somebody else's, is none. */
    boolean isUp() throws Failure {
        try {
            DirectoryEntry entry = tmp.entry(socket);
            return entry != null && entry.isOther() && entry.uid() == target.uid();
        } catch (IOException e) {
            throw new Failure("the /tmp of process " + target.pid + " cannot be looked into: " + e.getMessage());
        }
    }

    /** Opens it where it is not open yet. */
    void start() throws Failure {
        if (!isUp()) {
            checkThatItMayBeSignalled();
            try {
                createTrigger();
                Signals.quit(target.pid);
            } catch (IOException e) {
                throw new Failure(unwritable(e));
            }
            awaitSocket();
        }
        remove(trigger);
    }

    /** Of a JVM that had the same pid, and has not taken its socket with it. */
    void startInPlaceOfAStaleSocket() throws Failure {
        if (!target.hasThread(THREAD)) {
            remove(socket);
            start();
        }
    }

    private void checkThatItMayBeSignalled() throws Failure {
        ProcStatus status = target.status();
        if (target.command().refusesAttach(true)) {
            throw new Failure(Sentences.attachIsOff(target.pid));
        }
        if (!status.catchesQuit()) {
            throw new Failure("JVM " + target.pid
                    + " cannot be attached to: it has just started, in which case try again, or has -Xrs; start it with"
                    + " -javaagent:/path/to/kafka-tcp-agent.jar, or with -XX:+StartAttachListener");
        }
        if (target.hasThread(THREAD)) {
            throw new Failure("somebody has removed the attach socket of JVM " + target.pid + ", /tmp/" + socket
                    + " as it sees it, such as a job that cleans /tmp; have it made anew: jcmd " + target.pid
                    + " VM.version (a JVM before 13 may print a thread dump at that)");
        }
        Path first = target.proc().resolve("cwd").resolve(trigger);
        if (Files.exists(first, LinkOption.NOFOLLOW_LINKS)) {
            throw new Failure("a file " + trigger + " lies in the working directory of JVM " + target.pid
                    + ", where the JVM looks first; remove it, for with it the JVM would print a thread dump");
        }
    }

    /** Anew where something of that name is there: the rest of an earlier try, or what somebody has planted. */
    private void createTrigger() throws IOException, Failure {
        for (int i = 0; i < TRIES; i++) {
            try {
                tmp.create(trigger, new byte[0]);
                DirectoryEntry made = tmp.entry(trigger);
                if (made != null && made.isFile()) {
                    return;
                }
            } catch (FileAlreadyExistsException planted) {
                tmp.delete(trigger);
            }
        }
        throw new Failure("somebody puts something else in place of /tmp/" + trigger + " again and again, as process "
                + target.pid + " sees it; its user can");
    }

    /** Where it does not come, the file stays: without it a JVM that sees the signal later prints a thread dump. */
    private void awaitSocket() throws Failure {
        for (int waitedMs = 0; waitedMs < LIMIT_MS; waitedMs += 50) {
            if (isUp()) {
                return;
            }
            sleep();
        }
        throw new Failure("JVM " + target.pid + " has not opened its attach socket within " + LIMIT_MS / 1_000
                + " s: it hangs, or has been stopped. The file /tmp/" + trigger
                + ", as it sees it, is left there, or it"
                + " would print a thread dump when it goes on; from then on the file may go");
    }

    private static void sleep() throws Failure {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new Failure("interrupted");
        }
    }

    private void remove(String name) {
        try {
            if (tmp.entry(name) != null) {
                tmp.delete(name);
            }
        } catch (IOException gone) {
            // with the JVM's file system
            return;
        }
    }

    private String unwritable(IOException e) {
        String why = e instanceof AccessDeniedException ? "it may not write there" : String.valueOf(e.getMessage());
        return "JVM " + target.pid
                + " cannot be attached to while it runs: it would open a socket in its own /tmp, and "
                + (why.contains("Read-only") ? "that is read-only" : why)
                + "; start it with -javaagent:/path/to/kafka-tcp-agent.jar, or give it a /tmp that it can write to";
    }
}
