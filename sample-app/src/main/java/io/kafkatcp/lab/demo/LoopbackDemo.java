package io.kafkatcp.lab.demo;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.SsTimer;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.sample.ProbeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be shown without namespaces: the options that the agent has set on real connections, but no middlebox and so
 * no stall.
 */
final class LoopbackDemo {
    private static final Duration IDLE = Duration.ofSeconds(4);
    private static final double AGENT_KEEPALIVE_S = 3;
    private static final double KERNEL_KEEPALIVE_S = 7200;

    private final Jars jars;
    private final Screen screen;

    LoopbackDemo(Jars jars, Screen screen) {
        this.jars = jars;
        this.screen = screen;
    }

    /** Returns true when the kernel had set what the agent was told, and nothing of it without the agent. */
    boolean run() throws InterruptedException {
        screen.progress("broker", "starting a broker on loopback");
        try (Broker broker = Broker.startOnLoopback().awaitReady(Duration.ofSeconds(60))) {
            List<List<String>> rows = new ArrayList<>();
            List<SsTimer> bare = measure(broker, "no agent", Optional.empty(), rows);
            List<SsTimer> kept = measure(broker, "agent", Optional.of(Scenario.KEEPALIVE), rows);
            screen.say("");
            screen.say(Table.render(List.of("scenario", "first ack", "kernel while idle, as ss -tno shows it"), rows));
            screen.say("On loopback there is no middlebox, hence no stall to cure: this shows only that the agent "
                    + "sets the options.");
            return judge(bare, kept);
        }
    }

    private List<SsTimer> measure(Broker broker, String title, Optional<String> agentArguments, List<List<String>> rows)
            throws InterruptedException {
        screen.progress(title, "running the producer, " + title);
        SampleProducer producer = SampleProducer.start(
                Host.local(), jars, agentArguments, broker.bootstrapServers(), SampleProducer.burstThenIdle(IDLE));
        producer.awaitIdle();
        Thread.sleep(1_000);
        List<SsTimer> timers = Host.local().timersTo(broker.config().port());
        ProbeResult result = producer.awaitResult();
        producer.awaitEnd(); // or the next one's connections would be counted with this one's
        rows.add(List.of(title, Row.seconds(result.elapsedMs()), Row.kernel(timers)));
        return timers;
    }

    private boolean judge(List<SsTimer> bare, List<SsTimer> kept) {
        boolean bareAsKafkaSetsIt = allWithin(bare, AGENT_KEEPALIVE_S, KERNEL_KEEPALIVE_S);
        boolean keptAsTold = allWithin(kept, 0, AGENT_KEEPALIVE_S);
        if (!bareAsKafkaSetsIt) {
            screen.bad("FAILED: without the agent the kernel had " + Row.kernel(bare)
                    + ", expected Kafka's keepalive of two hours");
        }
        if (!keptAsTold) {
            screen.bad("FAILED: with the agent the kernel had " + Row.kernel(kept) + ", expected keepalive within "
                    + AGENT_KEEPALIVE_S + " s");
        }
        return bareAsKafkaSetsIt && keptAsTold;
    }

    private static boolean allWithin(List<SsTimer> timers, double above, double most) {
        return !timers.isEmpty()
                && timers.stream()
                        .allMatch(timer -> timer.isKeepalive()
                                && timer.expiresInSeconds()
                                        .filter(seconds -> seconds >= above && seconds <= most)
                                        .isPresent());
    }
}
