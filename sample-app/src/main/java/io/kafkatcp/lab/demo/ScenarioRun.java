package io.kafkatcp.lab.demo;

import io.kafkatcp.lab.Broker;
import io.kafkatcp.lab.LabException;
import io.kafkatcp.lab.SsTimer;
import io.kafkatcp.sample.ProbeResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Takes one producer through its incident, and reads the kernel's figures at the moments that matter. */
final class ScenarioRun implements Callable<Row> {
    enum Stage {
        STARTING,
        IDLE,
        WAITING,
        DONE
    }

    /**
     * Late enough for the burst's last packets to be acknowledged, early enough to see the first keepalive still ahead.
     */
    private static final Duration LOOK_AFTER = Duration.ofSeconds(1);

    static final Duration FAILOVER_BEFORE_PROBE = Duration.ofSeconds(1);

    private final Scenario scenario;
    private final ScenarioNetwork ground;
    private final Broker broker;
    private final Jars jars;
    private final Path events;
    private volatile SampleProducer producer;
    private volatile Stage stage = Stage.STARTING;
    private volatile long stageSinceNs = System.nanoTime();

    /** The file for the agent's records is in that folder, which outlives the lab. */
    ScenarioRun(Scenario scenario, ScenarioNetwork ground, Broker broker, Jars jars, Path eventsFolder) {
        this.scenario = scenario;
        this.ground = ground;
        this.broker = broker;
        this.jars = jars;
        this.events = eventsFolder.resolve("row-" + scenario.number() + ".jsonl");
    }

    Scenario scenario() {
        return scenario;
    }

    Stage stage() {
        return stage;
    }

    long secondsInStage() {
        return (System.nanoTime() - stageSinceNs) / 1_000_000_000L;
    }

    String lastErrors() {
        return producer == null ? "" : producer.lastErrors();
    }

    @Override
    public Row call() throws InterruptedException {
        try {
            return scenario.fault() == Scenario.Fault.STALE_ARP ? measureConnect() : measureProbe();
        } catch (LabException e) {
            throw new LabException("row " + scenario.number() + " (" + scenario.title() + "): " + e.getMessage(), e);
        } finally {
            enter(Stage.DONE);
        }
    }

    private Row measureProbe() throws InterruptedException {
        boolean failover = scenario.fault() == Scenario.Fault.FAILOVER;
        if (!failover) {
            ground.middlebox().orElseThrow().forgetAfter(Scenario.MIDDLEBOX_FORGETS_S);
        }
        start();
        producer.awaitIdle();
        enter(Stage.IDLE);
        Thread.sleep(LOOK_AFTER.toMillis());
        List<SsTimer> timers = ground.producer().timersTo(broker.config().port());
        if (failover) {
            Thread.sleep(
                    Scenario.IDLE.minus(LOOK_AFTER).minus(FAILOVER_BEFORE_PROBE).toMillis());
            ground.middlebox().orElseThrow().forgetAll();
        }
        producer.awaitProbeSent();
        enter(Stage.WAITING);
        long before = retransmitted();
        ProbeResult result = producer.awaitResult();
        return row(result, timers, retransmitted() - before);
    }

    /**
     * The first acknowledgement is that of the burst here, after the repair for which the agent's warning gave the
     * reason.
     */
    private Row measureConnect() throws InterruptedException {
        start();
        enter(Stage.WAITING);
        long startNs = System.nanoTime();
        List<SsTimer> timers = awaitRepeatedSyn();
        producer.awaitWarning();
        ground.repair().run();
        producer.awaitIdle();
        long elapsedMs = (System.nanoTime() - startNs) / 1_000_000;
        producer.kill();
        return row(new ProbeResult(1, Duration.ZERO, 0, elapsedMs, Optional.empty()), timers, retransmitted());
    }

    private List<SsTimer> awaitRepeatedSyn() throws InterruptedException {
        List<SsTimer> timers = List.of();
        while (producer.warning().isEmpty() && timers.stream().noneMatch(timer -> timer.retransmits() > 0)) {
            Thread.sleep(500);
            timers = ground.producer().connectTimersTo(broker.config().port());
        }
        return timers;
    }

    private void start() {
        producer = SampleProducer.start(
                ground.producer(),
                jars,
                scenario.agentArguments()
                        .map(arguments -> arguments + ",service=row-" + scenario.number() + ",events.file=" + events),
                broker.bootstrapServers(),
                Scenario.IDLE);
    }

    private Row row(ProbeResult result, List<SsTimer> timers, long resent) {
        return new Row(
                scenario, result, timers, resent, ground.droppedPackets(), producer.warning(), Verdict.in(events));
    }

    private long retransmitted() {
        return ground.producer().counter("Tcp", "RetransSegs");
    }

    private void enter(Stage next) {
        stage = next;
        stageSinceNs = System.nanoTime();
    }
}
