package io.kafkatcp.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One JVM from its start to its end, and when it said what. */
final class Child {

    /** What it printed, among it what agents print, and the milliseconds from its start to each line and to its end. */
    record Said(List<String> lines, List<Double> linesMs, double totalMs) {

        /** When it said that line. */
        double whenMs(String line) {
            return linesMs.get(lines.indexOf(line));
        }

        /** The last line in which that is found, as the number that its first group is. */
        double figure(String pattern) {
            Pattern compiled = Pattern.compile(pattern);
            return lines.stream()
                    .map(compiled::matcher)
                    .filter(Matcher::find)
                    .mapToDouble(found -> Double.parseDouble(found.group(1)))
                    .reduce((first, last) -> last)
                    .orElseThrow(() -> new IllegalStateException(pattern + " is not in: " + lines));
        }
    }

    private Child() {}

    static Said run(Variant variant, String classPath, String main, List<String> arguments)
            throws IOException, InterruptedException {
        return run(List.of(), variant, classPath, main, arguments);
    }

    /** @param under another program that starts it, with its arguments */
    static Said run(List<String> under, Variant variant, String classPath, String main, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(under);
        command.add(variant.jdk().resolve("bin/java").toString());
        command.addAll(variant.jvmOptions());
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        long startNs = System.nanoTime();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(variant.environment());
        Process process = builder.start();
        List<String> lines = new ArrayList<>();
        List<Double> linesMs = new ArrayList<>();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                linesMs.add((System.nanoTime() - startNs) / 1e6);
                lines.add(line);
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " ended with " + process.exitValue() + ": " + lines);
        }
        return new Said(lines, linesMs, (System.nanoTime() - startNs) / 1e6);
    }
}
