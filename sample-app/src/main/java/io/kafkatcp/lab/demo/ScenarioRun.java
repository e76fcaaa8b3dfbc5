package io.kafkatcp.lab.demo;

import io.kafkatcp.lab.LabException;
import io.kafkatcp.lab.SsTimer;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.sample.ProbeResult;
import io.kafkatcp.sample.SteadyResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Takes one producer through its incident, and reads the kernel's figures at the moments that matter. */
final class ScenarioRun implements Callable<Row> {
    enum Stage {
        STARTING,
        IDLE,
        STEADY,
        WAITING,
        DONE
    }

    /**
     * Late enough for the burst's last packets to be acknowledged, early enough to see the first keepalive still ahead.
     */
    private static final Duration LOOK_AFTER = Duration.ofSeconds(1);

    /** So late a SYN is seen at most. */
    static final Duration SYN_LOOK = Duration.ofMillis(300);

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
            return measure();
        } catch (LabException e) {
            throw new LabException("row " + scenario.number() + " (" + scenario.title() + "): " + e.getMessage(), e);
        } finally {
            enter(Stage.DONE);
        }
    }

    private Row measure() throws InterruptedException {
        return switch (scenario.fault()) {
            case FORGOTTEN, FAILOVER -> measureProbe();
            case CUT_WHILE_RECORDS_FLOW -> measureSteady();
            case STALE_ARP -> measureConnect();
        };
    }

    private Row measureProbe() throws InterruptedException {
        boolean failover = scenario.fault() == Scenario.Fault.FAILOVER;
        if (!failover) {
            ground.middlebox().orElseThrow().forgetAfter(Scenario.MIDDLEBOX_FORGETS_S);
        }
        start(SampleProducer.burstThenIdle(Scenario.IDLE));
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

    private Row measureSteady() throws InterruptedException {
        start(SampleProducer.steady(Scenario.RECORDS_PER_S, Scenario.STEADY));
        producer.awaitSteady();
        enter(Stage.STEADY);
        Thread.sleep(Scenario.STEADY_BEFORE_CUT.toMillis());
        List<SsTimer> timers = ground.producer().timersTo(broker.config().port());
        long before = retransmitted();
        ground.middlebox().orElseThrow().forgetAll();
        SteadyResult result = producer.awaitSteadyResult();
        Optional<String> lost = Optional.of(result.failed() + " records").filter(records -> result.failed() > 0);
        return row(new ProbeResult(1, Duration.ZERO, 0, result.longestGapMs(), lost), timers, retransmitted() - before);
    }

    /**
     * The first acknowledgement is that of the burst here, after the repair for which the agent's warning gave the
     * reason. From the first SYN: how long a JVM takes to start says nothing of the incident.
     */
    private Row measureConnect() throws InterruptedException {
        start(SampleProducer.burstThenIdle(Scenario.IDLE));
        awaitSyn(timer -> true);
        long startNs = System.nanoTime();
        enter(Stage.WAITING);
        List<SsTimer> timers = awaitSyn(timer -> timer.retransmits() > 0);
        producer.awaitWarning();
        ground.repair().run();
        producer.awaitIdle();
        long elapsedMs = (System.nanoTime() - startNs) / 1_000_000;
        producer.kill();
        return row(new ProbeResult(1, Duration.ZERO, 0, elapsedMs, Optional.empty()), timers, retransmitted());
    }

    private List<SsTimer> awaitSyn(Predicate<SsTimer> wanted) throws InterruptedException {
        List<SsTimer> timers = List.of();
        while (producer.warning().isEmpty() && timers.stream().noneMatch(wanted)) {
            Thread.sleep(SYN_LOOK.toMillis());
            timers = ground.producer().connectTimersTo(broker.config().port());
        }
        return timers;
    }

    private void start(List<String> rhythm) {
        producer = SampleProducer.start(
                ground.producer(),
                jars,
                scenario.agentArguments()
                        .map(arguments -> arguments + ",service=row-" + scenario.number() + ",events.file=" + events),
                broker.bootstrapServers(),
                rhythm);
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
