package io.kafkatcp.jvm.attach;

import java.io.IOException;

/** Sends the signal that has a JVM open its attach socket; Java itself can send only those that end a process. */
final class Signals {

    private Signals() {}

    /** @throws IOException where neither a shell nor the program kill is there */
    static void quit(String pid) throws IOException {
        IOException first = null;
        for (String[] command : new String[][] {{"kill", "-QUIT", pid}, {"sh", "-c", "kill -QUIT " + pid}}) {
            try {
                Process kill =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                kill.getOutputStream().close();
                if (kill.waitFor() == 0) {
                    return;
                }
                first = new IOException("kill -QUIT " + pid + " failed");
            } catch (IOException notThere) {
                first = notThere;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        throw first;
    }
}
