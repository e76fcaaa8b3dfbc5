package io.kafkatcp.core.record;

/**
 * What a socket's error says, for whoever records it and whoever reports it: its words are the C library's
 * ({@code strerror}), which the JDK hands on and Kafka as well. Pure.
 */
public final class SocketErrors {

    private SocketErrors() {}

    /** ETIMEDOUT: the kernel sent again, or probed, until it gave up. @param error may be null */
    public static boolean isTimeout(String error) {
        return says(error, "timed out");
    }

    /** ECONNRESET: somebody who does not know the connection has answered. @param error may be null */
    public static boolean isReset(String error) {
        return says(error, "reset");
    }

    /** ECONNREFUSED. @param error may be null */
    public static boolean isRefusal(String error) {
        return says(error, "refused");
    }

    /** EHOSTUNREACH, ENETUNREACH. @param error may be null */
    public static boolean isUnreachable(String error) {
        return says(error, "unreachable") || says(error, "No route to host");
    }

    private static boolean says(String error, String words) {
        return error != null && error.contains(words);
    }
}
