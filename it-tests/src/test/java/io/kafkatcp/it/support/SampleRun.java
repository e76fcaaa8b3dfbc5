package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.lab.Broker;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Running;
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

    public final Running running;
    private final BlockingQueue<String> out;
    private final List<String> err;

    private SampleRun(Running running, BlockingQueue<String> out, List<String> err) {
        this.running = running;
        this.out = out;
        this.err = err;
    }

    /** @param flag the agent's arguments, or null for no agent */
    public static SampleRun start(Host host, Broker broker, String flag, String... appArguments) {
        List<String> command = new ArrayList<>(List.of(Jdks.running().resolve("bin/java").toString(), "-Xmx128m", "-XX:TieredStopAtLevel=1"));
        if (flag != null) {
            command.add("-javaagent:" + Built.AGENT + "=" + flag);
        }
        command.addAll(List.of("-jar", Built.SAMPLE_APP.toString(), "--bootstrap-servers", broker.bootstrapServers()));
        command.addAll(List.of(appArguments));
        BlockingQueue<String> out = new LinkedBlockingQueue<>();
        List<String> err = new CopyOnWriteArrayList<>();
        return new SampleRun(host.start(command, Map.of(), out::add, err::add), out, err);
    }

    /** By which the tools find it: its jar's name fits the sample apps of other tests too. */
    public String pid() {
        return pidInside(running);
    }

    /** Its number in the process namespace of its lab, where the tools run too. */
    public static String pidInside(Running running) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + running.process().orElseThrow().pid() + "/status"))) {
            String numbers = lines.filter(line -> line.startsWith("NSpid:")).findFirst().orElseThrow();
            return numbers.substring(numbers.lastIndexOf('\t') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Passes over what came before. */
    public String await(String text) throws InterruptedException {
        return await(text, Duration.ofSeconds(90));
    }

    public String await(String text, Duration limit) throws InterruptedException {
        for (String line = out.poll(limit.toMillis(), TimeUnit.MILLISECONDS); line != null; line = out.poll(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("no line with '" + text + "'\n" + String.join("\n", err));
    }

    public SampleRun end() throws InterruptedException {
        running.await(Duration.ofSeconds(60));
        assertThat(err).noneMatch(line -> line.contains("internal error"));
        return this;
    }
}
