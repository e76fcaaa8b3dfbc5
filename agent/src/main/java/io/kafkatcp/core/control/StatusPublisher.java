package io.kafkatcp.core.control;

import io.kafkatcp.core.runtime.AgentLoop;
import io.kafkatcp.core.runtime.Periodic;
import io.kafkatcp.core.runtime.Schedule;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Writes the status into a folder again and again while somebody looks, so that looking costs one attach and not one a
 * second. It ends when the folder is gone, or when whoever looks has not touched its file {@code lease} for a while.
 * Isolated loader, agent's thread.
 */
public final class StatusPublisher implements Periodic {

    private static final long INTERVAL_MS = 1_000;
    private static final long LEASE_MS = 10_000;

    private final List<File> folders = new CopyOnWriteArrayList<>();
    private final Status status;
    private final AgentLoop sinks;
    private final Schedule pace = new Schedule();

    public StatusPublisher(Status status, AgentLoop sinks) {
        this.status = status;
        this.sinks = sinks;
    }

    void begin(File folder) {
        folders.add(folder);
        sinks.wake();
    }

    @Override
    public long attend() throws Exception {
        if (folders.isEmpty()) {
            return NEVER;
        }
        long nowNs = System.nanoTime();
        long waitMs = pace.waitMs(nowNs);
        if (waitMs > 0) {
            return waitMs;
        }
        pace.nextIn(INTERVAL_MS, nowNs);
        String text = status.text();
        for (File folder : folders) {
            if (System.currentTimeMillis() - new File(folder, "lease").lastModified() > LEASE_MS
                    || !write(folder, text)) {
                folders.remove(folder);
            }
        }
        return INTERVAL_MS;
    }

    /** @return false where it cannot be: the folder is gone */
    private static boolean write(File folder, String text) {
        File part = new File(folder, "status.part");
        try (OutputStream out = new FileOutputStream(part)) {
            out.write(text.getBytes("UTF-8"));
        } catch (IOException e) {
            return false;
        }
        return part.renameTo(new File(folder, "status"));
    }
}
