package io.kafkatcp.core.flow;

import io.kafkatcp.core.flow.virtual.VirtualPath;
import java.util.Random;

/**
 * One Kafka producer of the simulation and its way to one broker: sends at a rate, asks for metadata on an idle
 * connection when its own is lost, and connects anew.
 */
final class SimulatedProducer {

    private static final double BACKOFF_MS = 50;
    /** What each connection begins with: ApiVersions. */
    private static final int FIRST_BYTES = 60;

    private final SimulatedJvm jvm;
    private final VirtualPath path;
    private final double everyMs;
    private final int bytes;
    private final SimulatedConnection.Shape shape;
    private final Random random;
    private SimulatedConnection main;
    private SimulatedConnection bootstrap;
    double connectedMs;

    SimulatedProducer(
            SimulatedJvm jvm,
            VirtualPath path,
            double everyMs,
            int bytes,
            SimulatedConnection.Shape shape,
            boolean hasBootstrap,
            Random random) {
        this.jvm = jvm;
        this.path = path;
        this.everyMs = everyMs;
        this.bytes = bytes;
        this.shape = shape;
        this.random = random;
        if (hasBootstrap) {
            bootstrap = jvm.open(path, "-1", shape, () -> {});
            bootstrap.send(FIRST_BYTES);
        }
        connect();
    }

    SimulatedConnection main() {
        return main;
    }

    SimulatedConnection bootstrap() {
        return bootstrap;
    }

    private void connect() {
        connectedMs = jvm.time.nowMs();
        SimulatedConnection mine = jvm.open(path, "1", shape, this::askForMetadata);
        main = mine;
        mine.send(FIRST_BYTES);
        sendOn(mine, random.nextDouble() * everyMs);
    }

    private void sendOn(SimulatedConnection mine, double inMs) {
        jvm.time.in(
                inMs,
                () -> jvm.whenItRuns(0, () -> {
                    if (!mine.isGone()) {
                        mine.giveUpWhatWaitsTooLong();
                        if (mine.canSend()) {
                            mine.send(bytes);
                        }
                        sendOn(mine, everyMs);
                    }
                }));
    }

    /** On a connection on which nothing waits, and connects anew when it has them. */
    private void askForMetadata() {
        if (bootstrap == null || !bootstrap.isIdle() || bootstrap.isEndedByAgent()) {
            reconnect(1_000);
            return;
        }
        bootstrap.send(50);
        awaitMetadata();
    }

    private void awaitMetadata() {
        jvm.time.in(10, () -> {
            bootstrap.giveUpWhatWaitsTooLong();
            if (bootstrap.isGone() || bootstrap.isIdle()) {
                reconnect(1_000);
            } else {
                awaitMetadata();
            }
        });
    }

    /** After its backoff; the kernel sends the SYN again. */
    private void reconnect(double againMs) {
        boolean[] done = new boolean[1];
        jvm.time.in(
                BACKOFF_MS,
                () -> path.out(() -> path.back(() -> jvm.whenItRuns(0, () -> {
                    if (!done[0]) {
                        done[0] = true;
                        connect();
                    }
                }))));
        jvm.time.in(BACKOFF_MS + againMs, () -> {
            if (!done[0]) {
                done[0] = true;
                reconnect(againMs * 2);
            }
        });
    }
}
