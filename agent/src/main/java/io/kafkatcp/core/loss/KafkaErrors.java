package io.kafkatcp.core.loss;

/**
 * What an exception with which Kafka ends a record says of the network. By the names of Kafka's own classes, since
 * there may be several copies of Kafka under other names, and by its words where one class serves several causes.
 */
public final class KafkaErrors {

    private static final String DISCONNECTED = "Disconnected from node ";
    /**
     * The name of the class that was one last time: the very String that this class keeps, and nothing of the class.
     */
    private static volatile String lastTimeout = "";

    private KafkaErrors() {}

    /**
     * The connection went away under it: NetworkException, and from 3.5 on for a request timeout a TimeoutException.
     */
    static boolean connection(Throwable error) {
        return isCalled(error.getClass(), "NetworkException")
                || isCalled(error.getClass(), "DisconnectException")
                || timeout(error) && nodeIn(error) != null;
    }

    /** TimeoutException, or BufferExhaustedException, which is one. */
    static boolean timeout(Throwable error) {
        String name = error.getClass().getName();
        if (name == lastTimeout) {
            return true;
        }
        for (Class<?> type = error.getClass(); type != null; type = type.getSuperclass()) {
            if (isCalled(type, "TimeoutException")) {
                lastTimeout = name;
                return true;
            }
        }
        return false;
    }

    /** Without getSimpleName(), which makes a new String at each call on Java 8. */
    private static boolean isCalled(Class<?> type, String simpleName) {
        String name = type.getName();
        int before = name.length() - simpleName.length() - 1;
        return name.endsWith(simpleName) && (before < 0 || name.charAt(before) == '.' || name.charAt(before) == '$');
    }

    /** The node id, or null: from 2.8 on Kafka names it. */
    static String nodeIn(Throwable error) {
        String message = String.valueOf(error.getMessage());
        int at = message.indexOf(DISCONNECTED);
        if (at < 0) {
            return null;
        }
        int from = at + DISCONNECTED.length();
        int to = from;
        while (to < message.length() && (Character.isDigit(message.charAt(to)) || message.charAt(to) == '-')) {
            to++;
        }
        return to == from ? null : message.substring(from, to);
    }

    /** The last time that the message names: "Topic orders not present in metadata after 60000 ms." */
    static long waitedMs(Throwable error, long otherwise) {
        String message = String.valueOf(error.getMessage());
        int to = message.lastIndexOf(" ms");
        int from = to;
        while (from > 0 && Character.isDigit(message.charAt(from - 1))) {
            from--;
        }
        // no time of Kafka's has more digits than an int
        return to < 0 || from == to || to - from > 10 ? otherwise : Long.parseLong(message.substring(from, to));
    }

    /**
     * Whether the running thread is in {@code KafkaProducer.send}; after a wait of seconds, its stack may be looked at.
     */
    static boolean isInSend() {
        for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
            if (frame.getMethodName().equals("doSend") && frame.getClassName().endsWith("KafkaProducer")) {
                return true;
            }
        }
        return false;
    }
}
