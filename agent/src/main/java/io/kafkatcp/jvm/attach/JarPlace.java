package io.kafkatcp.jvm.attach;

import io.kafkatcp.jvm.Failure;
import io.kafkatcp.jvm.process.DirectoryEntry;
import io.kafkatcp.jvm.process.Target;
import io.kafkatcp.jvm.process.UnlinkedDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Where a JVM finds the agent's jar: where it lies, if the JVM sees the same file there and may read it; else in a
 * copy. Root puts that only where nobody but root can change anything on the way to it, and never into a file system of
 * which somebody else has made the mounts; there the JVM's own user does, in the JVM's /tmp.
 */
public final class JarPlace {

    /** The first of them is there on every Linux with systemd, writable, and empty after the next start. */
    private static final String[] FOLDERS = {"/run", "/var/lib", "/var/cache", "/opt", "/tmp"};

    private static final Path HOST = Paths.get("/");

    private final Target target;
    private final File jar;
    private final String version;

    public JarPlace(Target target, File jar, String version) {
        this.target = target;
        this.jar = jar;
        this.version = version;
    }

    /** @return as the JVM sees it */
    public String forJvm(AttachChannel channel) throws Failure {
        try {
            Path real = jar.toPath().toRealPath();
            // HotSpot cuts the path from the agent's argument at the first one
            boolean sendable = real.toString().indexOf('=') < 0;
            if (sendable && isReadable(real) && (!target.seesOtherFiles() || isSeen(real))) {
                return real.toString();
            }
            String copy = Target.ownUid() == 0 ? byRoot() : null;
            return copy == null ? channel.place(version) : copy;
        } catch (IOException e) {
            throw new Failure("the agent's jar " + jar + " cannot be read: " + e.getMessage());
        }
    }

    /** For a process of the JVM's user on our side. */
    File forUser() throws Failure {
        try {
            Path real = jar.toPath().toRealPath();
            if (isReadable(real)) {
                return real.toFile();
            }
            JarCopy copy = new JarCopy(jar, version);
            for (String folder : FOLDERS) {
                String name = put(copy, HOST, folder);
                if (name != null) {
                    return new File(folder, name);
                }
            }
            throw new Failure("user " + target.userName() + " may not read " + jar
                    + ", and there is no folder for a copy; put it where everybody may read it");
        } catch (IOException e) {
            throw new Failure("the agent's jar " + jar + " cannot be read: " + e.getMessage());
        }
    }

    private String byRoot() throws IOException {
        JarCopy copy = new JarCopy(jar, version);
        for (String folder : FOLDERS) {
            if (!target.seesOtherFiles() || isSeen(Paths.get(folder))) {
                String name = put(copy, HOST, folder);
                if (name != null) {
                    return folder + "/" + name;
                }
            }
        }
        if (target.isInOurUserNamespace()) {
            for (String folder : FOLDERS) {
                String name = put(copy, target.root(), folder);
                if (name != null) {
                    return folder + "/" + name;
                }
            }
        }
        return null;
    }

    /** @return null where it cannot be, or would not be safe */
    private static String put(JarCopy copy, Path root, String folder) {
        try (UnlinkedDirectory top = UnlinkedDirectory.open(root)) {
            if (!top.isRootsAlone()) {
                return null;
            }
            UnlinkedDirectory at = top;
            for (Path name : Paths.get(folder)) {
                at = at.child(name.toString());
                if (!at.isRootsAlone()) {
                    at.close();
                    return null;
                }
            }
            try (UnlinkedDirectory last = at) {
                return copy.putInto(last, 0);
            }
        } catch (IOException notThereOrReadOnly) {
            return null;
        }
    }

    /** The very same file or folder, and not one of the same name. */
    private boolean isSeen(Path path) {
        try (UnlinkedDirectory parent = UnlinkedDirectory.below(target.root(), path.getParent())) {
            DirectoryEntry theirs = parent.entry(path.getFileName().toString());
            return theirs != null
                    && theirs.key().equals(Files.readAttributes(path, "fileKey").get("fileKey"));
        } catch (IOException e) {
            return false;
        }
    }

    /** By owner, group and mode of each folder on the way to it. */
    private boolean isReadable(Path real) throws IOException, Failure {
        int needed = 4;
        for (Path at = real; at != null; at = at.getParent()) {
            if (!target.may(needed, Files.readAttributes(at, "unix:uid,gid,mode"))) {
                return false;
            }
            needed = 1;
        }
        return true;
    }
}
