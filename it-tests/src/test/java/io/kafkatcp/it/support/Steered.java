package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.it.apps.SteeredProducers;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.process.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import net.bytebuddy.ByteBuddy;

/** {@link SteeredProducers} with the agent on a host of a lab, and what they answer to what is typed. */
public final class Steered implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final Running running;

    private Steered(Host host, List<String> command) {
        running = host.start(
                command,
                Map.of("KAFKA_LOG_LEVEL", "OFF"),
                line -> {
                    said.add(line);
                    out.add(line);
                },
                err::add);
    }

    /** @param agentArguments what stands after the jar's name and an equals sign */
    public static Steered start(Host host, String bootstrapServers, int producers, String agentArguments) {
        return startUnder(List.of(), host, bootstrapServers, producers, agentArguments);
    }

    /** One whose standard error is a pipe that nobody reads. */
    public static Steered startUnheard(Host host, String bootstrapServers, int producers, String agentArguments) {
        List<String> shell = List.of("bash", "-c", "exec \"$@\" 2> >(exec sleep 300 >/dev/null 2>&1)", "bash");
        return startUnder(shell, host, bootstrapServers, producers, agentArguments);
    }

    private static Steered startUnder(
            List<String> program, Host host, String bootstrapServers, int producers, String agentArguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(
                Jdks.running().resolve("bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "-javaagent:" + Built.AGENT + "=" + agentArguments,
                "-cp",
                Built.appClassPath() + ":" + byteBuddy(),
                SteeredProducers.class.getName(),
                bootstrapServers,
                Integer.toString(producers),
                "max.block.ms=60000",
                "linger.ms=0"));
        Steered steered = new Steered(host, command);
        steered.answer("ready");
        return steered;
    }

    /** Types a command, and gives what is said until it is done. */
    public List<String> ask(String command) {
        running.type(command);
        return answer("end");
    }

    private List<String> answer(String last) {
        List<String> lines = new ArrayList<>();
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String line = next(deadlineNs - System.nanoTime());
            if (line == null) {
                throw new AssertionError("no \"" + last + "\"; running: " + running.isAlive() + "\n" + told());
            }
            if (line.equals(last)) {
                return lines;
            }
            lines.add(line);
        }
    }

    private String next(long waitNs) {
        try {
            return out.poll(Math.max(0, waitNs), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The rows of that kind of the agent's status. */
    public List<JsonNode> status(String kind) {
        return ask("status").stream()
                .filter(line -> line.startsWith("{"))
                .map(Steered::parse)
                .filter(row -> row.path("row").asText().equals(kind))
                .toList();
    }

    /** What the kernel says of each socket, one line for each, with the producer's name first. */
    public List<String> options() {
        return options(ask("options"));
    }

    public static List<String> options(List<String> answer) {
        return starting(answer, "options ");
    }

    /** What follows that word, of the lines that begin with it. */
    public static List<String> starting(List<String> lines, String word) {
        return lines.stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .toList();
    }

    /** The local port of a producer's connection to the broker that leads the partition. */
    public int port(int producer) {
        String start = "p" + producer + " node=1 ";
        return options().stream()
                .filter(line -> line.startsWith(start))
                .map(line -> Integer.parseInt(line.replaceAll(".* port=(\\d+) .*", "$1")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(told()));
    }

    public boolean hasSaid(String line) {
        return said.contains(line);
    }

    public List<String> err() {
        return err;
    }

    public Running running() {
        return running;
    }

    /** For a failed assertion. */
    public String told() {
        return String.join("\n", said) + "\n" + String.join("\n", err);
    }

    public static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        running.kill();
        running.await(Duration.ofSeconds(10));
        assertThat(Stream.concat(err.stream(), said.stream()))
                .noneMatch(line -> line.contains("internal error while looking"));
    }

    private static Path byteBuddy() {
        try {
            return Path.of(ByteBuddy.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
