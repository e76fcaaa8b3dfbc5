package io.kafkatcp.core.flow;

import java.util.Random;

/** What the operator asks for in one history, and what that comes to for a socket, reckoned on its own. */
record Settings(String text, int userTimeoutMs, boolean keepalive, boolean follows, boolean verifies) {

    static final int IDLE_SECONDS = 37;
    static final int INTERVAL_SECONDS = 9;
    static final int COUNT = 3;

    private static final Settings[] ALL = {
        new Settings("", 20_000, true, true, true),
        new Settings("user-timeout=8s", 8_000, true, true, true),
        new Settings("doubt-timeout=0", 20_000, true, false, true),
        new Settings("verify=off", 20_000, true, true, false),
        new Settings("keepalive=off", 20_000, false, true, true),
        new Settings("user-timeout=0", 0, true, true, true)
    };

    /** Mostly as it is without any. */
    static Settings any(Random random) {
        return random.nextInt(3) > 0 ? ALL[0] : ALL[random.nextInt(ALL.length)];
    }

    /** Whether a dark spell is told from a dead flow before the kernel gives the first send up. */
    boolean compares() {
        return verifies;
    }

    int restingMs() {
        return userTimeoutMs == 0 ? 0 : keepalive ? (IDLE_SECONDS + COUNT * INTERVAL_SECONDS) * 1_000 : userTimeoutMs;
    }
}
