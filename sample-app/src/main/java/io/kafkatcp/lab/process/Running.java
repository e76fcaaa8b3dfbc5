package io.kafkatcp.lab.process;

import io.kafkatcp.lab.LabException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A started process, reached past the nsenter that brought it into its namespaces: that one passes no signal on. */
public final class Running {
    private final Process outer;
    private final boolean direct;
    private final CountDownLatch outputs = new CountDownLatch(2);

    private Running(Process outer, boolean direct) {
        this.outer = outer;
        this.direct = direct;
    }

    public static Running watch(Process outer, boolean direct, Consumer<String> out, Consumer<String> err) {
        Running running = new Running(outer, direct);
        running.pump(outer.getInputStream(), out);
        running.pump(outer.getErrorStream(), err);
        return running;
    }

    /** The process itself, by the number that this machine knows it by; empty once it has ended. */
    public Optional<ProcessHandle> process() {
        if (direct) {
            return Optional.of(outer.toHandle()).filter(ProcessHandle::isAlive);
        }
        long deadlineNs = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (outer.isAlive() && System.nanoTime() < deadlineNs) {
            Optional<ProcessHandle> child = outer.children().findFirst();
            if (child.isPresent()) {
                return child;
            }
            Thread.onSpinWait(); // nsenter has not forked yet
        }
        return Optional.empty();
    }

    public boolean isAlive() {
        return outer.isAlive();
    }

    /** Types a line; a process of the local machine has no keyboard, since its guard reads there. */
    public void type(String line) {
        try {
            outer.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            outer.getOutputStream().flush();
        } catch (IOException e) {
            throw new LabException("the process takes no input: " + e.getMessage(), e);
        }
    }

    /** Waits for the end and for the last line of output; returns the exit code, or nothing when the time is over. */
    public Optional<Integer> await(Duration limit) throws InterruptedException {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        if (!outer.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        outputs.await(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
        return Optional.of(outer.exitValue());
    }

    public void terminate() {
        signal("TERM");
    }

    public void kill() {
        signal("KILL");
    }

    /** Freezes the process as a long garbage collection or a paused virtual machine would. */
    public void pause() {
        signal("STOP");
    }

    /** Frozen until what is returned is closed, so that no test leaves it frozen to the next. */
    public Pause paused() {
        pause();
        return this::resume;
    }

    /** Ends with its block. */
    public interface Pause extends AutoCloseable {
        @Override
        void close();
    }

    public void resume() {
        signal("CONT");
        if (!direct) {
            Signals.send("CONT", outer.pid()); // nsenter stops itself when its child stops
        }
    }

    private void signal(String name) {
        process().ifPresent(target -> Signals.send(name, target.pid()));
    }

    private void pump(InputStream stream, Consumer<String> lines) {
        Daemon.start("lab-output", () -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.accept(line);
                }
            } catch (IOException ended) {
                // the process was killed while we read
            } finally {
                outputs.countDown();
            }
        });
    }
}
