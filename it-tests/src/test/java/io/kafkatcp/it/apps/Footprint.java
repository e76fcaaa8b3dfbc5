package io.kafkatcp.it.apps;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that does nothing but print what its JVM has come to: memory in kB, classes, threads. */
public final class Footprint {

    private Footprint() {}

    public static void main(String[] arguments) throws Exception {
        print();
    }

    static void print() throws Exception {
        printMemory("");
        System.out.println(
                "classes " + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
        System.out.println("threads " + ManagementFactory.getThreadMXBean().getThreadCount());
    }

    static void printMemory(String when) throws Exception {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:") || line.startsWith("VmRSS:")) {
                System.out.println(when + line.replaceAll("\\s+", " "));
            }
        }
    }
}
