package io.kafkatcp.core.firstsend;

/** Looks at the first sends at a time of the test's own. */
public final class FirstSendLooks {

    private FirstSendLooks() {}

    public static boolean hasWork(FirstSends firstSends) {
        return firstSends.hasWork();
    }

    public static long look(FirstSends firstSends, long nowNs) {
        return firstSends.look(nowNs);
    }
}
