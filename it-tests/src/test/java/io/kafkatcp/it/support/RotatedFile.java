package io.kafkatcp.it.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.ManyRefused;
import io.kafkatcp.lab.process.Running;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * An event file to which an agent writes, until it was moved away twice: by the agent, which is full, and by logrotate.
 */
public final class RotatedFile {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path path;

    /** @param folder with nothing else in it; @param first what stands there before the agent comes */
    public RotatedFile(Path folder, String first) throws IOException {
        path = folder.resolve("kafka-tcp.jsonl");
        Files.writeString(path, first);
    }

    public Path path() {
        return path;
    }

    /** What a test waits for. */
    public interface Condition {
        boolean holds() throws IOException;
    }

    /** @param hasAllArrived whether the shippers have all; they look once in a second, and miss what is moved twice */
    public void fillAndMoveAway(Condition hasAllArrived) throws Exception {
        try (ClosedPort port = new ClosedPort()) {
            Running application = start(port);
            try {
                moveAway(application, hasAllArrived);
            } finally {
                application.kill();
            }
            assertThat(application.await(LIMIT)).isPresent();
        }
        await("the shippers", hasAllArrived);
        assertThat(parts()).as("full, moved and new").hasSizeGreaterThanOrEqualTo(3);
    }

    private void moveAway(Running application, Condition hasAllArrived) throws Exception {
        Path byAgent = path.resolveSibling(path.getFileName() + ".1");
        await("the agent to begin a new file", () -> Files.exists(byAgent) && size() > 0);
        application.pause();
        await("the shippers", hasAllArrived);
        application.resume();
        LogShipper.logrotate(
                path.getParent().getParent(), path + " {\nrotate 9\ndateext\ndateformat .%s\nnocreate\n}\n");
        await("a new file after logrotate", () -> size() > 0);
    }

    private Running start(ClosedPort port) {
        return Program.start(List.of(
                        Jdks.running().resolve("bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-javaagent:" + Built.AGENT + "=events=file,events.file=" + path + ",events.file.size=1MB",
                        "-cp",
                        Built.appClassPath(),
                        ManyRefused.class.getName(),
                        port.address(),
                        "300",
                        "2",
                        "reconnect.backoff.ms=20",
                        "reconnect.backoff.max.ms=20"))
                .running();
    }

    private long size() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    private static void await(String what, Condition condition) throws Exception {
        long deadlineNs = System.nanoTime() + LIMIT.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadlineNs);
            Thread.sleep(200);
        }
    }

    /** How many records stand in it, and in what became of it. */
    public long records() throws IOException {
        long count = 0;
        for (Path part : parts()) {
            count += records(Files.readString(part, ISO_8859_1));
        }
        return count;
    }

    /** In any form. */
    public static long records(String text) {
        long count = 0;
        for (int at = text.indexOf("agent_version"); at >= 0; at = text.indexOf("agent_version", at + 1)) {
            count++;
        }
        return count;
    }

    /** All parts in one. */
    public Path whole(Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            for (Path part : parts()) {
                Files.copy(part, out);
            }
        }
        return to;
    }

    private List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(path.getParent())) {
            return files.sorted().toList();
        }
    }
}
