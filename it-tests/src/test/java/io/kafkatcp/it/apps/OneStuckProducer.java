package io.kafkatcp.it.apps;

import java.io.IOException;

/**
 * A producer whose connect takes as long as the kernel lets it: {@code OneStuckProducer BOOTSTRAP}; prints "up" and
 * lives until its standard input ends.
 */
public final class OneStuckProducer {

    private OneStuckProducer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        NewProducer.from(new String[] {
            arguments[0], "socket.connection.setup.timeout.ms=60000", "socket.connection.setup.timeout.max.ms=60000"
        });
        Thread.sleep(500);
        System.out.println("up");
        StandardInput.awaitEnd();
        Runtime.getRuntime().halt(0);
    }
}
