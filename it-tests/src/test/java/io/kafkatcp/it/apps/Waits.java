package io.kafkatcp.it.apps;

import java.io.IOException;

/** Makes a producer and lives until its standard input ends: {@code Waits BOOTSTRAP}; prints "up". */
public final class Waits {

    private Waits() {}

    public static void main(String[] arguments) throws IOException {
        // a broker that never answers costs the connection at Kafka's own 30 s, and whoever looks then finds none
        NewProducer.from(new String[] {arguments[0], "client.id=waits", "request.timeout.ms=600000"});
        System.out.println("up");
        StandardInput.awaitEnd();
        Runtime.getRuntime().halt(0);
    }
}
