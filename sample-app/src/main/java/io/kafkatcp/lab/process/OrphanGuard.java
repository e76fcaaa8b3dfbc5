package io.kafkatcp.lab.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Ends a process of the local machine, and removes its files, when our JVM dies: outside a lab the kernel does neither.
 */
public final class OrphanGuard {
    /**
     * The watcher reads a pipe from our JVM and sees its end. It kills the command only while that is still its parent:
     * afterwards the number may belong to somebody else.
     */
    private static final String SCRIPT = String.join(
            "\n",
            "folder=$1; shift",
            "exec 3<&0",
            "(",
            "  trap '' INT HUP TERM",
            "  cat <&3",
            "  read -r _ _ _ parent _ < /proc/self/stat",
            "  [ \"$parent\" = \"$$\" ] && kill -9 \"$$\"",
            "  [ -z \"$folder\" ] || rm -rf \"$folder\"",
            ") >/dev/null 2>&1 &",
            "exec \"$@\" </dev/null 3<&-");

    private OrphanGuard() {}

    /** The folder is removed with the command; an empty name stands for none. */
    public static List<String> around(List<String> command, String folder) {
        List<String> all = new ArrayList<>(List.of("sh", "-c", SCRIPT, "leash", folder));
        all.addAll(command);
        return all;
    }
}
