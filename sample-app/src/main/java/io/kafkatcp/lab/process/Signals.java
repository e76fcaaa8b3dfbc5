package io.kafkatcp.lab.process;

import java.util.List;

/** Sends the signals that Java cannot name, STOP and CONT; a process that is already gone is no failure. */
final class Signals {
    private Signals() {}

    static void send(String name, long pid) {
        Commands.run(
                List.of("sh", "-c", "kill -" + name + " " + pid + " 2>/dev/null || ! kill -0 " + pid + " 2>/dev/null"));
    }
}
