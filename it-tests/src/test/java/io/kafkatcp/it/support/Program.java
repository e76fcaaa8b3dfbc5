package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.process.Running;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A program of the tests on this machine, and all that it has said so far. */
public final class Program {

    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final Running running;

    private Program(List<String> command) {
        running = Host.local().start(command, Map.of(), out::add, err::add);
    }

    public static Program start(List<String> command) {
        return new Program(command);
    }

    public Running running() {
        return running;
    }

    public List<String> out() {
        return out;
    }

    public List<String> err() {
        return err;
    }

    public void awaitSaid(String line, Duration limit) throws InterruptedException {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (!out.contains(line)) {
            assertThat(running.isAlive() && System.nanoTime() < deadlineNs)
                    .as(() -> "no \"" + line + "\"\n" + told())
                    .isTrue();
            Thread.sleep(50);
        }
    }

    /** For a failed assertion. */
    public String told() {
        return String.join("\n", out) + "\n" + err.stream().limit(80).collect(Collectors.joining("\n"));
    }
}
