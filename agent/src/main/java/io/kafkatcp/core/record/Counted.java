package io.kafkatcp.core.record;

/** How often something happened, as a sentence says it. Pure. */
public final class Counted {

    private Counted() {}

    /** @return {@code once} or {@code 3 times} */
    public static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    /** @return {@code 1 retransmission} or {@code 3 retransmissions} */
    public static String retransmissions(long count) {
        return count == 1 ? "1 retransmission" : count + " retransmissions";
    }

    /** @return {@code a request} or {@code 3 requests} */
    public static String requests(long count) {
        return count == 1 ? "a request" : count + " requests";
    }
}
