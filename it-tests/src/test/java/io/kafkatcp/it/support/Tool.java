package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The agent's command line, run as a user runs it: {@code java -jar kafka-tcp-agent.jar VERB}, on any host of a lab. */
public final class Tool {

    private final Host host;
    private final Path java;

    private Tool(Host host, Path java) {
        this.host = host;
        this.java = java;
    }

    public static Tool on(Host host) {
        return new Tool(host, Jdks.running().resolve("bin/java"));
    }

    public Tool with(Path otherJava) {
        return new Tool(host, otherJava);
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
            assertThat(err.lines()).singleElement().asString().startsWith("kafka-tcp-agent: ").contains(sentence);
            assertThat(out).isEmpty();
            return this;
        }

        public JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    public Said run(String... arguments) throws InterruptedException {
        List<String> out = new CopyOnWriteArrayList<>();
        List<String> err = new CopyOnWriteArrayList<>();
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-jar", Built.AGENT.toString()));
        command.addAll(List.of(arguments));
        Running running = host.start(command, Map.of(), out::add, err::add);
        int exitCode = running.await(Duration.ofSeconds(60)).orElseThrow(() -> new AssertionError("no end of " + command + "\n" + out + err));
        return new Said(exitCode, String.join("\n", out), String.join("\n", err));
    }
}
