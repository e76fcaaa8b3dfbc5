package io.kafkatcp.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The copies of the jar that attaching has left in the folders that all share: those of earlier builds go, or each
 * build would leave one. That of this build stays, since tests that run at the same time need it.
 */
final class EarlierCopies {

    private EarlierCopies() {}

    static void remove() throws IOException {
        for (Path folder : List.of(Path.of("/run"), Path.of("/tmp"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path copy : files.filter(EarlierCopies::isOne).toList()) {
                    if (Files.mismatch(copy, Built.AGENT) >= 0 && !isOpen(copy)) {
                        Files.deleteIfExists(copy);
                    }
                }
            }
        }
    }

    private static boolean isOne(Path file) {
        return file.getFileName().toString().matches("kafka-tcp-agent-.+-[0-9a-f]{12}(-[0-9a-f]+)?\\.jar")
                && Files.isRegularFile(file)
                && Files.isWritable(file);
    }

    private static boolean isOpen(Path file) {
        return ProcessHandle.allProcesses().anyMatch(process -> isOpen(file, process.pid()));
    }

    private static boolean isOpen(Path file, long pid) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors.anyMatch(descriptor -> leadsTo(descriptor, file));
        } catch (IOException | UncheckedIOException endedOrNotOurs) {
            return false;
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
