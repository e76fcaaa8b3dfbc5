package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.process.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The sample app on a host, with or without the agent's flag, and what it prints. */
public final class SampleRun {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    public final Running running;
    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> logged = new LinkedBlockingQueue<>();

    private SampleRun(Host host, List<String> command) {
        running = host.start(command, Map.of(), out::add, line -> {
            err.add(line);
            logged.add(line);
        });
    }

    /** @param flag the agent's arguments, or null for no agent */
    public static SampleRun start(Host host, Broker broker, String flag, String... appArguments) {
        List<String> command = new ArrayList<>(
                List.of(Jdks.running().resolve("bin/java").toString(), "-Xmx128m", "-XX:TieredStopAtLevel=1"));
        if (flag != null) {
            command.add("-javaagent:" + Built.AGENT + "=" + flag);
        }
        command.addAll(List.of("-jar", Built.SAMPLE_APP.toString(), "--bootstrap-servers", broker.bootstrapServers()));
        command.addAll(List.of(appArguments));
        return new SampleRun(host, command);
    }

    /**
     * Its number in the process namespace of its lab, where the tools run too: its jar's name fits the sample apps of
     * other tests as well.
     */
    public String pid() {
        try (Stream<String> lines =
                Files.lines(Path.of("/proc/" + running.process().orElseThrow().pid() + "/status"))) {
            String numbers =
                    lines.filter(line -> line.startsWith("NSpid:")).findFirst().orElseThrow();
            return numbers.substring(numbers.lastIndexOf('\t') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The app says that it rests when its records are acknowledged; its client may still ask for metadata or telemetry,
     * so give that a second.
     */
    public void awaitIdle() throws InterruptedException {
        await("idle");
        Thread.sleep(1_000);
    }

    /** Passes over what came before. */
    public String await(String text) throws InterruptedException {
        return await(out, text, PATIENCE);
    }

    public String await(String text, Duration limit) throws InterruptedException {
        return await(out, text, limit);
    }

    /** The same of its log. */
    public String awaitLogged(String text) throws InterruptedException {
        return await(logged, text, PATIENCE);
    }

    private String await(BlockingQueue<String> lines, String text, Duration limit) throws InterruptedException {
        for (String line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
                line != null;
                line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("no line with '" + text + "'\n" + String.join("\n", err));
    }

    /** All of its log so far. */
    public List<String> logged() {
        return err;
    }

    public SampleRun end() throws InterruptedException {
        running.await(Duration.ofSeconds(60));
        assertThat(err).noneMatch(line -> line.contains("internal error"));
        return this;
    }
}
