package io.kafkatcp.lab.demo;

import io.kafkatcp.lab.Broker;
import io.kafkatcp.lab.LabException;
import io.kafkatcp.lab.Site;
import io.kafkatcp.lab.SsTimer;
import io.kafkatcp.sample.ProbeResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Takes one producer through burst, idle time and probe, and reads the kernel's figures at the moments that matter. */
final class ScenarioRun implements Callable<Row> {
    enum Stage { STARTING, IDLE, WAITING, DONE }

    /** Late enough for the burst's last packets to be acknowledged, early enough to see the first keepalive still ahead. */
    private static final Duration LOOK_AFTER = Duration.ofSeconds(1);
    static final Duration FAILOVER_BEFORE_PROBE = Duration.ofSeconds(1);

    private final Scenario scenario;
    private final Site site;
    private final Broker broker;
    private final Jars jars;
    private volatile SampleProducer producer;
    private volatile Stage stage = Stage.STARTING;
    private volatile long stageSinceNs = System.nanoTime();

    ScenarioRun(Scenario scenario, Site site, Broker broker, Jars jars) {
        this.scenario = scenario;
        this.site = site;
        this.broker = broker;
        this.jars = jars;
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
        if (!scenario.failover()) {
            site.middlebox().forgetAfter(Scenario.MIDDLEBOX_FORGETS_S);
        }
        producer = SampleProducer.start(site.producer(), jars, scenario.agentArguments(), broker.bootstrapServers(), Scenario.IDLE);
        producer.awaitIdle();
        enter(Stage.IDLE);
        Thread.sleep(LOOK_AFTER.toMillis());
        List<SsTimer> timers = site.producer().timersTo(broker.config().port());
        if (scenario.failover()) {
            Thread.sleep(Scenario.IDLE.minus(LOOK_AFTER).minus(FAILOVER_BEFORE_PROBE).toMillis());
            site.middlebox().forgetAll();
        }
        producer.awaitProbeSent();
        enter(Stage.WAITING);
        long before = retransmitted();
        ProbeResult result = producer.awaitResult();
        return new Row(scenario, result, timers, retransmitted() - before, site.middlebox().droppedPackets(), producer.warning());
    }

    private long retransmitted() {
        return site.producer().counter("Tcp", "RetransSegs");
    }

    private void enter(Stage next) {
        stage = next;
        stageSinceNs = System.nanoTime();
    }
}
