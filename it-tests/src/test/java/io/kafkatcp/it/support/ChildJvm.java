package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real JVM with the real jar, as a user starts one. */
public final class ChildJvm {

    private final List<String> wrapper = new ArrayList<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path home = Jdks.running();
    private String classPath = Built.appClassPath();
    private long limitSeconds = 120;

    /** What a JVM has printed, and how it ended. */
    public record Result(int exitCode, List<String> out, List<String> err) {

        /** The lines that the agent wrote to standard error by itself. */
        public List<String> agentLines() {
            return err.stream()
                    .filter(line -> line.startsWith("kafka-tcp-agent"))
                    .toList();
        }

        /** The application ended as it should, and the agent suppressed no error of its own. */
        public Result assertHealthy() {
            assertThat(exitCode).as(String.join("\n", err)).isZero();
            assertThat(err).noneMatch(line -> line.contains("internal error"));
            return this;
        }
    }

    public static ChildJvm withAgent(String arguments) {
        return new ChildJvm().agent(arguments);
    }

    public static ChildJvm withoutAgent() {
        return new ChildJvm();
    }

    public ChildJvm agent(String arguments) {
        return option("-javaagent:" + Built.AGENT + (arguments.isEmpty() ? "" : "=" + arguments));
    }

    public ChildJvm option(String jvmOption) {
        jvmOptions.add(jvmOption);
        return this;
    }

    public ChildJvm environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public ChildJvm home(Path jdk) {
        home = jdk;
        return this;
    }

    public ChildJvm classPath(String path) {
        classPath = path;
        return this;
    }

    /** It is killed, and the test fails, if it takes longer. */
    public ChildJvm limitSeconds(long seconds) {
        limitSeconds = seconds;
        return this;
    }

    /** Runs under another program, such as strace, given with its arguments. */
    public ChildJvm under(List<String> program) {
        wrapper.addAll(program);
        return this;
    }

    public Result run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> launch = new ArrayList<>(List.of("-cp", classPath, main.getName()));
        launch.addAll(List.of(arguments));
        return launch(launch);
    }

    /**
     * For what is no main class on a class path; @param launch what stands on the command line after the JVM's options
     */
    public Result launch(List<String> launch) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(home.resolve("bin/java").toString());
        command.addAll(jvmOptions);
        command.addAll(launch);
        return execute(command);
    }

    private Result execute(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("child", ".out");
        Path err = Files.createTempFile("child", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
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
