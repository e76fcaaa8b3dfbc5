package io.kafkatcp.lab.process;

import io.kafkatcp.lab.LabException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs short system commands to their end, so that a failure carries the command and its own words. */
public final class Commands {
    private static final int LIMIT_S = 60;

    private Commands() {}

    public static String run(List<String> command) {
        return run(command, "");
    }

    public static String run(List<String> command, String input) {
        Process process = start(new ProcessBuilder(), command);
        CompletableFuture<String> out = reading(process.getInputStream());
        CompletableFuture<String> err = reading(process.getErrorStream());
        try {
            feed(process, input);
            if (!process.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
                kill(process);
                throw new LabException("did not end within " + LIMIT_S + " s: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            throw new LabException("interrupted: " + String.join(" ", command), e);
        }
        if (process.exitValue() != 0) {
            throw new LabException("exit code " + process.exitValue() + " of '" + String.join(" ", command) + "': "
                    + (err.join().strip() + " " + out.join().strip()).strip());
        }
        return out.join();
    }

    public static Process start(ProcessBuilder builder, List<String> command) {
        List<String> resolved = new ArrayList<>(command);
        resolved.set(0, Tools.find(command.get(0)).orElse(command.get(0)));
        builder.environment().put("PATH", Tools.searchPath());
        try {
            return builder.command(resolved).start();
        } catch (IOException e) {
            throw new LabException("cannot start " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void feed(Process process, String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            // the command did not read its input; its exit code tells why
        }
    }

    private static CompletableFuture<String> reading(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Daemon.start("lab-read", task));
    }
}
