package io.kafkatcp.lab.demo;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.LabException;
import io.kafkatcp.lab.broker.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The scenarios side by side, against one broker, each behind a middlebox of its own. */
final class LabDemo {
    private static final String BROKER_ADDRESS = "10.99.0.1";
    private static final int BROKER_PORT = 9092;

    private final Jars jars;
    private final Screen screen;
    private final DemoReport report;

    LabDemo(Jars jars, Screen screen, DemoReport report) {
        this.jars = jars;
        this.screen = screen;
        this.report = report;
    }

    /** Returns true when every row is as the agent promises. */
    boolean run() throws InterruptedException {
        long startNs = System.nanoTime();
        try (Lab lab = Lab.open();
                Scratch records = Scratch.make()) {
            closeOnInterrupt(lab);
            screen.progress(
                    "broker",
                    "  0 s  starting a broker and nine networks, eight with a middlebox that forgets idle flows after "
                            + Scenario.MIDDLEBOX_FORGETS_S + " s, and one with a stale ARP entry");
            List<ScenarioRun> runs = prepare(lab, records.folder());
            List<Row> rows = measure(runs, startNs);
            screen.say("");
            screen.say(Table.render(Row.HEADER, rows.stream().map(Row::cells).toList()));
            screen.say(Row.LEGEND);
            boolean good = judge(runs, rows);
            report.write(records.folder());
            screen.say("\nThe report of what the agents recorded: " + report.page());
            return good;
        }
    }

    /** The kernel would clean up anyway; this way it has, when the prompt is back. */
    private void closeOnInterrupt(Lab lab) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            screen.silence();
                            lab.close();
                        },
                        "close-lab"));
    }

    private List<ScenarioRun> prepare(Lab lab, Path eventsFolder) {
        Host host = lab.host("broker");
        host.address("lo", BROKER_ADDRESS + "/32");
        host.forward();
        Broker broker = Broker.start(host, BROKER_ADDRESS, BROKER_PORT);
        List<ScenarioRun> runs = new ArrayList<>();
        for (Scenario scenario : Scenario.all()) {
            ScenarioNetwork ground = scenario.fault() == Scenario.Fault.STALE_ARP
                    ? ScenarioNetwork.withStaleArp(lab, scenario.number(), host, BROKER_ADDRESS)
                    : ScenarioNetwork.behindMiddlebox(lab, scenario.number(), host, BROKER_ADDRESS);
            runs.add(new ScenarioRun(scenario, ground, broker, jars, eventsFolder));
        }
        broker.awaitReady(Duration.ofSeconds(60));
        return runs;
    }

    private List<Row> measure(List<ScenarioRun> runs, long startNs) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        try {
            List<Future<Row>> rows = runs.stream().map(threads::submit).toList();
            while (!rows.stream().allMatch(Future::isDone)) {
                Progress.show(screen, runs, startNs);
                Thread.sleep(500);
            }
            List<Row> measured = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                measured.add(get(rows.get(i), runs.get(i)));
            }
            return measured;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Row get(Future<Row> row, ScenarioRun run) throws InterruptedException {
        try {
            return row.get();
        } catch (ExecutionException e) {
            throw new LabException(
                    e.getCause().getMessage() + "\nIts last lines on stderr:\n" + run.lastErrors(), e.getCause());
        }
    }

    private boolean judge(List<ScenarioRun> runs, List<Row> rows) {
        List<String> violations = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Optional<String> violation = rows.get(i).violation();
            if (violation.isPresent()) {
                violations.add(violation.get());
                screen.say("Last lines on stderr of the producer of row " + (i + 1) + ":\n"
                        + runs.get(i).lastErrors() + "\n");
            }
        }
        violations.forEach(violation -> screen.bad("FAILED: " + violation));
        if (violations.isEmpty()) {
            screen.good(meaning(rows));
            screen.say("\nWhat the agent logged:");
            rows.forEach(row -> row.warning()
                    .ifPresent(told -> screen.say("row " + row.scenario().number() + "  " + told.sentence())));
        }
        return violations.isEmpty();
    }

    private static String meaning(List<Row> rows) {
        return "Without the agent the first record waited " + rows.get(0).time()
                + ": the middlebox had forgotten the idle flow and dropped\n"
                + "its packets in silence. With the agent's keepalive it never forgot ("
                + rows.get(1).time() + "), and where only a user timeout\n"
                + "stood against it, that bounded the wait (" + rows.get(2).time()
                + "). Where all flows were lost at once, the first record found it out for all\n"
                + "connections (" + rows.get(3).time() + "; without the agent "
                + rows.get(4).time() + "), and while records flowed, the longest gap was "
                + rows.get(5).time() + " (without the agent "
                + rows.get(6).time() + ").";
    }
}
