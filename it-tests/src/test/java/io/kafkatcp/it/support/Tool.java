package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.process.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The agent's command line, run as a user runs it: {@code java -jar kafka-tcp-agent.jar VERB}, on any host of a lab.
 */
public final class Tool {

    private final Host host;
    private final List<String> wrapper;
    private final Path java;
    private final List<String> jvmOptions;
    private final Path jar;
    private final Duration limit;

    private Tool(Host host, List<String> wrapper, Path java, List<String> jvmOptions, Path jar, Duration limit) {
        this.host = host;
        this.wrapper = wrapper;
        this.java = java;
        this.jvmOptions = jvmOptions;
        this.jar = jar;
        this.limit = limit;
    }

    public static Tool on(Host host) {
        return new Tool(
                host,
                List.of(),
                Jdks.running().resolve("bin/java"),
                List.of("-XX:TieredStopAtLevel=1"),
                Built.AGENT,
                Duration.ofSeconds(60));
    }

    /** For the verbs that read records, which may be millions; @param jvmOptions such as a small heap */
    public static Tool reading(String... jvmOptions) {
        return new Tool(
                Host.local(),
                List.of(),
                Jdks.running().resolve("bin/java"),
                List.of(jvmOptions),
                Built.AGENT,
                Duration.ofSeconds(300));
    }

    public Tool with(Path otherJava) {
        return new Tool(host, wrapper, otherJava, jvmOptions, jar, limit);
    }

    /** Runs under another program, such as one that changes the user, given with its arguments. */
    public Tool under(List<String> program) {
        return new Tool(host, program, java, jvmOptions, jar, limit);
    }

    /** Another copy of the jar. */
    public Tool from(Path otherJar) {
        return new Tool(host, wrapper, java, jvmOptions, otherJar, limit);
    }

    /** What a verb has printed, and how it ended. */
    public record Said(int exitCode, String out, String err) {

        public Said assertDone() {
            assertThat(exitCode).as(out + err).isZero();
            assertThat(err).isEmpty();
            return this;
        }

        /** One sentence and never a stack trace. */
        public Said assertNotPossible(String sentence) {
            assertThat(exitCode).as(out + err).isEqualTo(1);
            assertThat(err.lines())
                    .singleElement()
                    .asString()
                    .startsWith("kafka-tcp-agent: ")
                    .contains(sentence);
            assertThat(out).isEmpty();
            return this;
        }

        public JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }

        /** The rows of {@code status --json}. */
        public List<JsonNode> connections() throws IOException {
            List<JsonNode> rows = new ArrayList<>();
            json().path("connections").forEach(rows::add);
            return rows;
        }
    }

    public Said run(String... arguments) throws InterruptedException {
        List<String> out = new CopyOnWriteArrayList<>();
        List<String> err = new CopyOnWriteArrayList<>();
        List<String> command = command(arguments);
        Running running = host.start(command, Map.of(), out::add, err::add);
        int exitCode =
                running.await(limit).orElseThrow(() -> new AssertionError("no end of " + command + "\n" + out + err));
        return new Said(exitCode, String.join("\n", out), String.join("\n", err));
    }

    /** For whoever starts it and ends it before it is done. */
    public List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(java.toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }
}
