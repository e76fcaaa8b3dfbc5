package io.kafkatcp.jvm.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * A process by its open directory in /proc: once open it is that process' alone, and leads nowhere when the process has
 * ended, though the kernel gives its pid to another (proc_pid_lookup, pid_revalidate in fs/proc/base.c). Linux alone.
 */
public final class HeldProcess implements AutoCloseable {

    private static final Path SELF = Paths.get("/proc/self");

    private final UnlinkedDirectory directory;

    private HeldProcess(UnlinkedDirectory directory) {
        this.directory = directory;
    }

    /** @throws IOException where there is no such process, or none that this user may see */
    public static HeldProcess open(Path proc) throws IOException {
        return new HeldProcess(UnlinkedDirectory.open(proc));
    }

    /** @throws IOException also where it has ended */
    public ProcStatus status() throws IOException {
        return ProcStatus.read(directory.path("."));
    }

    /** Its file system, by a path that another process of root's can open as long as this is open here. */
    public Path root() throws IOException {
        Path ours = SELF.resolveSibling(Files.readSymbolicLink(SELF));
        return ours.resolve(SELF.relativize(directory.path("root")));
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }
}
