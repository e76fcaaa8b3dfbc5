package io.kafkatcp.lab.demo;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.LabException;
import io.kafkatcp.lab.process.Running;
import io.kafkatcp.lab.process.Tail;
import io.kafkatcp.sample.Durations;
import io.kafkatcp.sample.ProbeResult;
import io.kafkatcp.sample.Rounds;
import io.kafkatcp.sample.Steady;
import io.kafkatcp.sample.SteadyResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One sample app at work, followed by the lines that any user would see on its stdout. */
final class SampleProducer {
    /** Longer than Kafka's delivery.timeout.ms of 120 s, after which the probe has failed for good. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
    private final Tail err = new Tail(15);
    private final Running running;
    private final CountDownLatch warned = new CountDownLatch(1);
    private volatile AgentWarning warning;

    private SampleProducer(Host host, List<String> command) {
        running = host.start(command, Map.of(), out::add, this::readError);
    }

    static SampleProducer start(
            Host host, Jars jars, Optional<String> agentArguments, String bootstrapServers, List<String> rhythm) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1", // nine JVMs may have to share two processors
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData")); // a killed JVM would leave its file in the machine's /tmp
        agentArguments.ifPresent(arguments -> command.add("-javaagent:" + jars.agent() + "=" + arguments));
        command.addAll(List.of(
                "-jar", jars.sampleApp().toString(), "--bootstrap-servers", bootstrapServers, "--topic", "demo"));
        command.addAll(rhythm);
        return new SampleProducer(host, command);
    }

    /** What the sample app is told to do: a burst, that time without a record, and one more record. */
    static List<String> burstThenIdle(Duration idle) {
        return List.of("--burst", "100", "--rounds", "1", "--idle", Durations.format(idle));
    }

    static List<String> steady(int rate, Duration duration) {
        return List.of("--rate", Integer.toString(rate), "--steady", Durations.format(duration));
    }

    private void readError(String line) {
        err.accept(line);
        if (warning == null) {
            warning = AgentWarning.parse(line).orElse(null);
            if (warning != null) {
                warned.countDown();
            }
        }
    }

    /** The first that the agent wrote, if it wrote one. */
    Optional<AgentWarning> warning() {
        return Optional.ofNullable(warning);
    }

    void awaitWarning() throws InterruptedException {
        if (!warned.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new LabException("the agent gave no warning");
        }
    }

    void kill() {
        running.kill();
    }

    void awaitIdle() throws InterruptedException {
        awaitLine(line -> line.contains(Rounds.IDLE_BEGINS));
    }

    void awaitProbeSent() throws InterruptedException {
        awaitLine(line -> line.endsWith(Rounds.PROBE_SENT));
    }

    ProbeResult awaitResult() throws InterruptedException {
        return ProbeResult.parse(awaitLine(line -> ProbeResult.parse(line).isPresent()))
                .orElseThrow();
    }

    void awaitSteady() throws InterruptedException {
        awaitLine(line -> line.endsWith(Steady.STEADY));
    }

    SteadyResult awaitSteadyResult() throws InterruptedException {
        return SteadyResult.parse(awaitLine(line -> SteadyResult.parse(line).isPresent()))
                .orElseThrow();
    }

    void awaitEnd() throws InterruptedException {
        running.await(PATIENCE);
    }

    String lastErrors() {
        return err.text();
    }

    private String awaitLine(Predicate<String> wanted) throws InterruptedException {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadlineNs) {
            boolean ended = running.await(Duration.ZERO).isPresent();
            String line = out.poll(200, TimeUnit.MILLISECONDS);
            if (line != null && wanted.test(line)) {
                return line;
            }
            if (line == null && ended) {
                throw new LabException("the producer ended early");
            }
        }
        throw new LabException("the producer said nothing more for " + PATIENCE.toSeconds() + " s");
    }
}
