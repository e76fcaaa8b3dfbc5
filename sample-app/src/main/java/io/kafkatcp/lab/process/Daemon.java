package io.kafkatcp.lab.process;

/** Starts threads that never keep a JVM alive, because the lab must end with whoever opened it. */
public final class Daemon {
    private Daemon() {}

    public static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
