package io.kafkatcp.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The jar's command line, started as a user does. */
public final class Cli {

    private static final long LIMIT_SECONDS = 300;

    private Cli() {}

    public record Result(int exitCode, List<String> out, List<String> err) {}

    /** @param jvmOptions such as a small heap */
    public static Result run(List<String> jvmOptions, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("cli", ".out");
        Path err = Files.createTempFile("cli", ".err");
        try {
            List<String> command = new ArrayList<>(List.of(Jdks.running().resolve("bin/java").toString()));
            command.addAll(jvmOptions);
            command.addAll(List.of("-jar", Built.AGENT.toString()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(command + " did not end:\n" + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readAllLines(out), Files.readAllLines(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
