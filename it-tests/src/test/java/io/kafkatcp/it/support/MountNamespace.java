package io.kafkatcp.it.support;

import java.util.List;

/** A program to run a JVM under, which changes what of the file system that JVM sees, and nothing for anybody else. */
public final class MountNamespace {

    private MountNamespace() {}

    /** @param before a shell command that mounts; @param after one that rescues files before all is gone */
    public static List<String> with(String before, String after) {
        NeedsLab.open().close();
        return List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                before + " || exit 99; \"$@\"; code=$?; " + after + "; exit $code",
                "sh");
    }
}
