package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.lab.process.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that nobody here wrote, unchanged, under the agent: what it says, and what the agent recorded of its
 * clients.
 */
public final class ForeignProgram implements AutoCloseable {

    private final EventsFile events;
    private final Program program;

    private ForeignProgram(EventsFile events, Program program) {
        this.events = events;
        this.program = program;
    }

    /** @param launch what stands on the command line after the JVM's options */
    public static ForeignProgram start(Path directory, List<String> launch) {
        EventsFile events = new EventsFile(directory.resolve("events.jsonl"));
        List<String> command = new ArrayList<>(List.of(
                Jdks.running().resolve("bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-javaagent:" + Built.AGENT + "=" + events.argument()));
        command.addAll(launch);
        return new ForeignProgram(events, Program.start(command));
    }

    public List<String> out() {
        return program.out();
    }

    public Running running() {
        return program.running();
    }

    /** What a test waits for. */
    public interface Condition {
        boolean holds() throws IOException;
    }

    public void await(Condition condition) throws Exception {
        long deadlineNs = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!condition.holds()) {
            assertThat(running().isAlive() && System.nanoTime() < deadlineNs)
                    .as(this::told)
                    .isTrue();
            Thread.sleep(200);
        }
    }

    /** By itself, and well. */
    public ForeignProgram awaitEnd() throws InterruptedException {
        assertThat(running().await(Duration.ofSeconds(60))).as(this::told).hasValue(0);
        return this;
    }

    /** Each connection has the options, and clients of those types are among them. */
    public void assertOptionsOn(String... clientTypes) {
        assertThat(program.err())
                .as(this::told)
                .noneMatch(line -> line.contains("internal error"))
                .noneMatch(line -> line.contains(" off for "));
        List<JsonNode> opened = events.of("connection_opened");
        assertThat(opened.stream().map(record -> record.path("client_type").asText()))
                .as(this::told)
                .contains(clientTypes);
        assertThat(opened).allSatisfy(EventsFile::assertDefaultsOn);
    }

    /** For a failed assertion. */
    public String told() {
        return program.told();
    }

    @Override
    public void close() {
        running().kill();
    }
}
