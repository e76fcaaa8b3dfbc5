package io.kafkatcp.it.apps;

import java.io.IOException;

/** Lets a program of the tests live as long as the test wants it to. */
final class StandardInput {

    private StandardInput() {}

    static void awaitEnd() throws IOException {
        while (System.in.read() >= 0) {
            // somebody types
        }
    }
}
