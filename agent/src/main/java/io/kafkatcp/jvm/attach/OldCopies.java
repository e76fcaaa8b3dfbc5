package io.kafkatcp.jvm.attach;

import io.kafkatcp.jvm.process.DirectoryEntry;
import io.kafkatcp.jvm.process.ProcStatus;
import io.kafkatcp.jvm.process.UnlinkedDirectory;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The copies of earlier versions of the jar, which would pile up where a machine runs for years: one that no process
 * has open any more goes when a new one comes. A JVM keeps the agent's jar open as long as it runs. A week's grace is
 * for JVMs that are not to be seen, in another process namespace with the same folder.
 */
final class OldCopies {

    /** Of {@link JarCopy}, half written ones as well. */
    private static final Pattern NAME =
            Pattern.compile("\\.?kafka-tcp-agent-[^/]+-[0-9a-f]{12}(-[0-9a-f]+)?\\.jar(\\.[0-9a-f]+)?");

    private static final Path PROC = Paths.get("/proc");

    static final long GRACE_MS = TimeUnit.DAYS.toMillis(7);

    private OldCopies() {}

    /** @param folder where only its owner may replace what is ours */
    static void removeFrom(UnlinkedDirectory folder, int ownUid) {
        try {
            Set<Object> open = null;
            for (String name : folder.names()) {
                DirectoryEntry copy = NAME.matcher(name).matches() ? folder.entry(name) : null;
                if (copy != null && copy.isFile() && copy.uid() == ownUid && copy.ageMs() > GRACE_MS) {
                    open = open == null ? openFiles(ownUid) : open;
                    if (!open.contains(copy.key())) {
                        folder.delete(name);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException cannotBeSeen) {
            // what may be in use stays
            return;
        }
    }

    /** By file key. @throws IOException where a process of ours hides its own */
    private static Set<Object> openFiles(int ownUid) throws IOException {
        Set<Object> open = new HashSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                addOpen(process, ownUid, open);
            }
        }
        return open;
    }

    private static void addOpen(Path process, int ownUid, Set<Object> open) throws IOException {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                addJar(descriptor, open);
            }
        } catch (IOException | DirectoryIteratorException hiddenOrEnded) {
            if (Files.exists(process) && (ownUid == 0 || isOf(process, ownUid))) {
                throw new IOException(process + " hides what it has open");
            }
        }
    }

    /** Of others than jars nothing is asked: a file system that hangs would hold us. */
    private static void addJar(Path descriptor, Set<Object> open) {
        try {
            String path = Files.readSymbolicLink(descriptor).toString();
            if (path.contains("kafka-tcp-agent-")) {
                open.add(Files.readAttributes(descriptor, BasicFileAttributes.class)
                        .fileKey());
            }
        } catch (IOException closedMeanwhile) {
            return;
        }
    }

    private static boolean isOf(Path process, int uid) {
        try {
            return ProcStatus.read(process).uid() == uid;
        } catch (IOException ended) {
            return false;
        }
    }
}
