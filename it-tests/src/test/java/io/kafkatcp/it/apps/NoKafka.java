package io.kafkatcp.it.apps;

import java.util.TreeSet;

/** A program without Kafka, which prints the names of its threads. */
public final class NoKafka {

    private NoKafka() {}

    public static void main(String[] arguments) {
        TreeSet<String> names = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            names.add(thread.getName());
        }
        System.out.println(names);
    }
}
