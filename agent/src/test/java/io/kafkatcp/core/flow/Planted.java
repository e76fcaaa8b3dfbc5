package io.kafkatcp.core.flow;

import io.kafkatcp.core.flow.virtual.VirtualPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lets a plant happen in a history, and a client be stopped beside it. */
final class Planted {

    private final FlowHistory history;
    private final Random random;
    private final SimulatedJvm jvm;
    private double atMs = -1;
    private double stoppedForMs;
    private boolean lossIsKnown;

    Planted(FlowHistory history, Random random) {
        this.history = history;
        this.random = random;
        this.jvm = history.jvm;
    }

    /** When it happened, or -1. */
    double atMs() {
        return atMs;
    }

    double stoppedForMs() {
        return stoppedForMs;
    }

    /** Whether enough had been sent by then. */
    boolean lossIsKnown() {
        return lossIsKnown;
    }

    void happens(double whenMs) {
        history.time.in(whenMs, () -> {
            atMs = history.time.nowMs();
            lossIsKnown = history.paths.stream().mapToLong(VirtualPath::sent).sum() >= 1_500;
        });
        int darkMs = 50 + random.nextInt((int) Math.min(8_000, history.settings.userTimeoutMs() / 2.5 + 50));
        switch (history.plant) {
            case ALL_CUT:
            case IDLE_CUT:
                history.time.in(whenMs, this::cutAll);
                break;
            case CUT_AGAIN:
                double againMs = 500 + random.nextInt(9_500);
                for (int i = random.nextInt(2) + 1; i >= 0; i--) {
                    history.time.in(whenMs + i * againMs, this::cutAll);
                }
                break;
            case ONE_CUT:
                history.time.in(whenMs, () -> some().tcp.cut());
                break;
            case ALL_DARK:
                history.paths.forEach(path -> goesDark(path, whenMs, darkMs));
                break;
            case ONE_DARK:
                goesDark(history.paths.get(0), whenMs, darkMs);
                break;
            case DARK_THEN_CUT:
                // a failover as they are: dark for a while, and then every flow is forgotten
                history.paths.forEach(path -> path.darkFrom(whenMs, darkMs));
                history.time.in(whenMs, this::cutAll);
                break;
            case BROKER_STOPS:
            case WINDOW_CLOSES:
                history.time.in(whenMs, () -> history.paths.forEach(path -> path.brokerReads(false)));
                history.time.in(whenMs + 15_000, this::brokersGoOn);
                if (random.nextInt(3) == 0) {
                    // what is not acknowledged any more is not excused any more
                    history.time.in(whenMs + 5_000 + random.nextInt(8_000), this::cutAll);
                }
                break;
            case LARGE_LOST:
                history.paths.forEach(path -> path.losesAbove(1_400));
                break;
            case RESET:
                history.paths.forEach(VirtualPath::resetsWhatIsCut);
                history.time.in(whenMs, this::cutAll);
                break;
            default:
        }
        if (history.stallsClient) {
            double fromMs = Math.max(1, whenMs - 2_000 + random.nextInt(4_000));
            stoppedForMs = 500 + random.nextInt(15_000);
            jvm.stops(fromMs, fromMs + stoppedForMs);
        }
    }

    private void goesDark(VirtualPath path, double whenMs, int darkMs) {
        path.darkFrom(whenMs, darkMs);
        history.time.in(whenMs, () -> history.byChance.goesDark(path, history.everyMs, darkMs));
    }

    void cutAll() {
        jvm.connections.forEach(one -> one.tcp.cut());
    }

    private void brokersGoOn() {
        history.paths.forEach(path -> path.brokerReads(true));
        jvm.connections.forEach(one -> one.tcp.brokerGoesOn());
    }

    private SimulatedConnection some() {
        List<SimulatedConnection> all = new ArrayList<>(jvm.connections);
        return all.get(random.nextInt(all.size()));
    }
}
