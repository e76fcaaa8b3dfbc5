package io.kafkatcp.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs to run a JVM under, which give it another user or other mounts, as services and containers do. */
public final class Sandbox {

    /** A checkout may lie below /tmp. */
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Path KEEP = Path.of("/var/tmp/kafka-tcp-agent-tests");

    private Sandbox() {}

    private static boolean isBelowTmp() {
        return PROJECT.startsWith("/tmp");
    }

    /** So that a folder can be mounted in place of /tmp, and the checkout still be there. */
    public static void prepareForTmp(Path folder) throws IOException {
        if (isBelowTmp()) {
            Files.createDirectories(folder.resolve(Path.of("/tmp").relativize(PROJECT)));
        }
    }

    /** A user without a name, with no rights. */
    public static List<String> user(int uid) {
        return List.of("setpriv", "--reuid", "" + uid, "--regid", "" + uid, "--clear-groups");
    }

    /** A /tmp of its own, as systemd's PrivateTmp and every container gives. */
    public static List<String> ownTmp(String... then) {
        return mounted("mount -t tmpfs -o mode=1777 none /tmp", then);
    }

    /** @param mounts a shell command; @param then what to run inside before the JVM, such as {@link #user} */
    public static List<String> mounted(String mounts, String... then) {
        NeedsLab.open().close();
        KEEP.toFile().mkdirs();
        String all = isBelowTmp()
                ? "mount --bind " + PROJECT + " " + KEEP + " && " + mounts + " && mkdir -p " + PROJECT
                        + " && mount --bind " + KEEP + " " + PROJECT
                : mounts;
        List<String> command = new ArrayList<>(
                List.of("unshare", "--mount", "sh", "-c", "{ " + all + "; } >&2 || exit 99; exec \"$@\"", "sh"));
        command.addAll(List.of(then));
        return command;
    }

    /** What an ordinary user can make by himself: mounts of his own, of what he sees. */
    public static List<String> userNamespace(int uid, String mounts) {
        List<String> command = new ArrayList<>(user(uid));
        command.addAll(List.of("unshare", "--user", "--map-root-user"));
        command.addAll(mounted(mounts));
        return command;
    }
}
