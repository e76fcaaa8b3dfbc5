package io.kafkatcp.entry;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * The process that asks: its pid and, since pids come again, when it started, in the ticks of /proc/PID/stat. System
 * loader, the JVM's thread for attaching.
 */
final class Asker {

    /** Of the fields after the name, which is in brackets and may hold anything: the 22nd of proc(5). */
    private static final int START_TIME = 19;

    /** {@code PID.TICKS}, or {@code -} where this JVM has no number for the process, as in a container. */
    private final String process;

    Asker(String process) {
        this.process = process;
    }

    boolean isGone() {
        int dot = process.indexOf('.');
        // mounted with hidepid, /proc shows no process of others
        if (dot < 0 || !new File("/proc/1/stat").exists()) {
            return false;
        }
        return !process.substring(dot + 1).equals(startTicks(process.substring(0, dot)));
    }

    /** @return null where there is no such process */
    private static String startTicks(String pid) {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(new FileInputStream("/proc/" + pid + "/stat"), "UTF-8"))) {
            String line = in.readLine();
            return line.substring(line.lastIndexOf(')') + 2).split(" ")[START_TIME];
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }
}
