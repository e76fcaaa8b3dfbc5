package io.kafkatcp.it.apps;

import java.io.IOException;

/** Prints "up" and lives until its standard input ends, without any Kafka. */
public final class WaitsWithoutKafka {

    private WaitsWithoutKafka() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("up");
        StandardInput.awaitEnd();
    }
}
