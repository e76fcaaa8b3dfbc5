package io.kafkatcp.core.connection;

/**
 * Why Kafka itself closes one connection, by who calls: none of its objects tells, and its calls are the same. Looked
 * at where it closes one, and nowhere else. Pure.
 */
public final class ClosedBy {

    /** request.timeout.ms or the setup timeout, and what else gives a connection up. */
    static final String TIMEOUT = "timeout";
    /**
     * KIP-899 and KIP-1102: it forgets all brokers that it knows, closes what it has, and asks bootstrap.servers anew.
     */
    public static final String REBOOTSTRAP = "rebootstrap";

    private ClosedBy() {}

    /** @param stack of the thread that closes it, topmost first */
    public static String of(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().endsWith(".NetworkClient") && isRebootstrap(frame.getMethodName())) {
                return REBOOTSTRAP;
            }
        }
        return TIMEOUT;
    }

    /** Each closes all nodes in a lambda; in the second, from 4.4, the method itself closes for another reason. */
    private static boolean isRebootstrap(String method) {
        return method.equals("handleRebootstrap") || method.startsWith("lambda$handleApiVersionsResponse");
    }
}
