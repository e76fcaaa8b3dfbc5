package io.kafkatcp.it.support;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.LabException;
import java.util.Optional;

/** A small file system of its own on a host of a lab, which can be stopped: who writes to it then waits. */
public final class FrozenDisk implements AutoCloseable {

    private static final String FOLDER = "/run/disk";
    private static final String IMAGE = "/run/disk.img";

    private final Host host;
    private boolean frozen;

    private FrozenDisk(Host host) {
        this.host = host;
    }

    /** Skips the test with the reason where there is no loop device, and never in CI. */
    public static FrozenDisk on(Host host) {
        try {
            host.run("truncate", "-s", "8M", IMAGE);
            host.run("mkfs.ext4", "-q", IMAGE);
            host.run("mkdir", FOLDER);
            host.run("mount", "-o", "loop", IMAGE, FOLDER);
        } catch (LabException e) {
            OrSkip.because(Optional.of(e.getMessage()));
        }
        return new FrozenDisk(host);
    }

    public String path(String name) {
        return FOLDER + "/" + name;
    }

    public void freeze() {
        frozen = true;
        host.run("fsfreeze", "-f", FOLDER);
    }

    public void thaw() {
        frozen = false;
        host.run("fsfreeze", "-u", FOLDER);
    }

    @Override
    public void close() {
        if (frozen) {
            thaw();
        }
        host.run("umount", "-l", FOLDER);
    }
}
