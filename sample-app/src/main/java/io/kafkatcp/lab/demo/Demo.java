package io.kafkatcp.lab.demo;

import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.LabException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The first command of the README: shows the incident and its cure on the machine at hand, and fails when the cure does
 * not work.
 */
@Command(
        name = "demo",
        description = "Runs the same producer with and without the agent behind middleboxes that forget idle flows.")
public final class Demo implements Callable<Integer> {
    @Option(names = "--agent", required = true, description = "the agent's jar")
    private Path agent;

    @Option(names = "--sample-app", required = true, description = "the sample app's jar")
    private Path sampleApp;

    @Option(
            names = "--report",
            description = "where the report of the agents' records goes (default: ${DEFAULT-VALUE})",
            defaultValue = "${sys:java.io.tmpdir}/kafka-tcp-agent-demo-report.html")
    private Path report;

    @Option(names = "--terminal", description = "write for a terminal: colour, and progress in place")
    private boolean terminal;

    @Option(names = "--loopback", description = "show only what can be shown without namespaces")
    private boolean loopback;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Demo()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = new Screen(System.out, terminal);
        try {
            return run(screen) ? 0 : 1;
        } catch (LabException e) {
            screen.bad("FAILED: " + e.getMessage());
            return 1;
        }
    }

    private boolean run(Screen screen) throws InterruptedException {
        Jars jars = new Jars(existing(agent), existing(sampleApp));
        Optional<String> whyNot = loopback ? Optional.of("Asked for loopback only.") : Lab.whyNot();
        if (whyNot.isEmpty()) {
            return new LabDemo(jars, screen, new DemoReport(jars, report.toAbsolutePath())).run();
        }
        screen.say(whyNot.get());
        screen.say("Without a lab, this runs what it can on loopback.");
        return new LoopbackDemo(jars, screen).run();
    }

    private static Path existing(Path jar) {
        if (!Files.isReadable(jar)) {
            throw new LabException("no file " + jar);
        }
        return jar.toAbsolutePath();
    }
}
