package io.kafkatcp.entry;

/**
 * A line on standard error from a thread that must not wait: {@code main}'s, or the JVM's for attaching, behind which
 * every jcmd waits as well. Where standard error is a full pipe that nobody reads, or somebody holds its lock, the line
 * is written when that is over, and what comes before is not. System loader.
 */
final class StderrLine extends Thread {

    private static final long LONGEST_MS = 1_000;

    /** The last that was written, or still waits. */
    private static volatile Thread last;

    private final String line;

    private StderrLine(String line) {
        super("kafka-tcp-agent-stderr");
        this.line = line;
    }

    /** @param text after the agent's name */
    static void print(String text) {
        Thread before = last;
        if (before != null && before.isAlive()) {
            return;
        }
        Thread writer = new StderrLine("kafka-tcp-agent" + text);
        writer.setDaemon(true);
        last = writer;
        writer.start();
        try {
            writer.join(LONGEST_MS);
        } catch (InterruptedException e) {
            // by the application; the line is on its way
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            System.err.println(line);
        } catch (Throwable t) {
            // what the application has made of it; its handler of uncaught exceptions may end the JVM
            return;
        }
    }
}
