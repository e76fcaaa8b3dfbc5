package io.kafkatcp.core.start.config;

import java.nio.charset.StandardCharsets;

/**
 * Which side a name falls on when a share of all names gets the options: by hash, so that it is the same on every run
 * and machine, and so that who was in stays in when the share grows. Pure.
 */
public final class Canary {

    /** 100%, in hundredths of a percent. */
    public static final int ALL = 10_000;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Canary() {}

    /** @param share in hundredths of a percent */
    public static boolean isIn(int share, String name) {
        return bucket(name) < share;
    }

    /**
     * From 0 to 9999. Part of the agent's promise to its users: with another formula a fleet's canary would move to
     * other hosts.
     */
    static int bucket(String name) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xff) * FNV_PRIME;
        }
        // FNV-1a leaves names that differ in their last digit near each other; this is the finalizer of MurmurHash3
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return (int) Math.floorMod(hash, (long) ALL);
    }
}
