package io.kafkatcp.bench;

import io.kafkatcp.it.support.Jdks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

/** One JVM from its start to its end, and when it said what. */
final class Child {

    /** What it printed, and the milliseconds from its start to its first line. */
    record Said(List<String> lines, double firstLineMs, double totalMs) {

        /** The last word of the line that begins like that, as a number. */
        double number(String beginning) {
            String line = lines.stream().filter(one -> one.startsWith(beginning)).findFirst().orElseThrow(() -> new IllegalStateException(
                    "no " + beginning + " in " + lines));
            return Double.parseDouble(line.replaceAll("[^0-9.]", ""));
        }
    }

    private Child() {}

    static Said run(Variant variant, String classPath, String main, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Jdks.running().resolve("bin/java").toString()));
        command.addAll(variant.jvmOptions());
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        long startNs = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> lines = new ArrayList<>();
        double firstLineMs = 0;
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                firstLineMs = lines.isEmpty() ? (System.nanoTime() - startNs) / 1e6 : firstLineMs;
                lines.add(line);
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " ended with " + process.exitValue() + ": " + lines);
        }
        return new Said(lines, firstLineMs, (System.nanoTime() - startNs) / 1e6);
    }
}
