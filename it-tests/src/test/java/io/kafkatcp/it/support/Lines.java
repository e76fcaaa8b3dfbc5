package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.process.Running;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A program and what it prints, each line with the time at which it came. */
public final class Lines implements AutoCloseable {

    private record Line(long atNs, String text) {}

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final long startNs = System.nanoTime();
    private final Running running;

    private Lines(Host host, List<String> command, Map<String, String> environment) {
        running = host.start(command, environment, this::add, this::add);
    }

    public static Lines of(Host host, List<String> command, Map<String, String> environment) {
        return new Lines(host, command, environment);
    }

    private void add(String text) {
        lines.add(new Line(System.nanoTime(), text));
    }

    /** The first of that kind, waited for. */
    public String await(Duration limit, String text) throws InterruptedException {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadlineNs) {
            Optional<Line> found = first(line -> line.contains(text));
            if (found.isPresent()) {
                return found.get().text;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no '" + text + "' within " + limit + "\n" + this);
    }

    /** How long after the start the first line of that kind came. */
    public Optional<Duration> after(String regex) {
        return first(line -> line.matches(regex)).map(line -> Duration.ofNanos(line.atNs - startNs));
    }

    private Optional<Line> first(Predicate<String> wanted) {
        return lines.stream().filter(line -> wanted.test(line.text)).findFirst();
    }

    @Override
    public void close() throws InterruptedException {
        running.kill();
        assertThat(running.await(Duration.ofSeconds(10))).isPresent();
    }

    @Override
    public String toString() {
        return String.join("\n", lines.stream().map(Line::text).toList());
    }
}
