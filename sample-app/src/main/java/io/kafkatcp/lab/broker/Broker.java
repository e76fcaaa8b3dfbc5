package io.kafkatcp.lab.broker;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.LabException;
import io.kafkatcp.lab.process.Running;
import io.kafkatcp.lab.process.Tail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A real Kafka broker in a JVM of its own: what producers meet must not be our idea of a broker. */
public final class Broker implements AutoCloseable {
    private static final String READY = "Kafka Server started";

    private final Host host;
    private final BrokerConfig config;
    private final String folder;
    private final Tail tail = new Tail(40);
    private final CountDownLatch ready = new CountDownLatch(1);
    private Running running;

    private Broker(Host host, BrokerConfig config, String folder) {
        this.host = host;
        this.config = config;
        this.folder = folder;
    }

    /** Starts a broker with three partitions per new topic; {@link #awaitReady} tells when it serves. */
    public static Broker start(Host host, String address, int port) {
        return start(host, BrokerConfig.at(address, port));
    }

    public static Broker start(Host host, BrokerConfig config) {
        // in a lab /run is a tmpfs that vanishes with it
        Broker broker =
                new Broker(host, config, (host.isLocal() ? "/tmp" : "/run") + "/kafka-broker-" + UUID.randomUUID());
        broker.start();
        return broker;
    }

    /** On a free port of the machine itself, for machines where no lab can be had. */
    public static Broker startOnLoopback() {
        return start(Host.local(), BrokerConfig.onLoopback());
    }

    public BrokerConfig config() {
        return config;
    }

    public String bootstrapServers() {
        return config.bootstrapServers();
    }

    public Broker awaitReady(Duration limit) {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        try {
            while (!ready.await(100, TimeUnit.MILLISECONDS)) {
                if (!running.isAlive() || System.nanoTime() > deadlineNs) {
                    throw new LabException("the broker "
                            + (running.isAlive()
                                    ? "was not ready within " + limit.toSeconds() + " s"
                                    : "ended while it started")
                            + "; its last lines:\n" + tail.text());
                }
            }
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while the broker started", e);
        }
    }

    /** To pause, resume or kill the broker's process. */
    public Running running() {
        return running;
    }

    /** The broker's last lines of output. */
    public String lastLines() {
        return tail.text();
    }

    @Override
    public void close() {
        running.resume(); // a paused nsenter would not notice the end of its child
        running.kill();
        try {
            running.await(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        host.run("rm", "-rf", folder);
    }

    private void start() {
        List<String> command = new ArrayList<>(BrokerJava.command(
                config.jars(), config.jvmOptions(), BrokerMain.class.getName(), folder, config.file(folder + "/data")));
        command.addAll(config.formatOptions());
        running = host.startOwning(folder, command, this::read);
    }

    private void read(String line) {
        tail.accept(line);
        if (line.endsWith(READY)) {
            ready.countDown();
        }
    }
}
