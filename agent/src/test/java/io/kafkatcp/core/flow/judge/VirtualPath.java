package io.kafkatcp.core.flow.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The way to one peer: its round trip, what it loses, and when it is dark for all. */
final class VirtualPath {

    final String peer;
    final double roundTripMs;
    final double lossOut;
    final double lossBack;
    private final List<double[]> dark = new ArrayList<>();
    private final VirtualTime time;
    private final Random random;
    long sent;
    long sentAgain;

    VirtualPath(String peer, double roundTripMs, double lossOut, double lossBack, VirtualTime time, Random random) {
        this.peer = peer;
        this.roundTripMs = roundTripMs;
        this.lossOut = lossOut;
        this.lossBack = lossBack;
        this.time = time;
        this.random = random;
    }

    void darkFrom(double fromMs, double forMs) {
        dark.add(new double[] {fromMs, fromMs + forMs});
    }

    boolean isDark(double atMs) {
        for (double[] spell : dark) {
            if (atMs >= spell[0] && atMs < spell[1]) {
                return true;
            }
        }
        return false;
    }

    boolean isDarkBetween(double fromMs, double toMs) {
        for (double[] spell : dark) {
            if (spell[0] < toMs && spell[1] > fromMs) {
                return true;
            }
        }
        return false;
    }

    boolean losesPackets() {
        return lossOut > 0 || lossBack > 0;
    }

    /** Half a round trip later, if it gets through. */
    void out(Runnable arrives) {
        pass(lossOut, arrives);
    }

    void back(Runnable arrives) {
        pass(lossBack, arrives);
    }

    private void pass(double loss, Runnable arrives) {
        if (random.nextDouble() >= loss && !isDark(time.nowMs())) {
            time.in(roundTripMs / 2, arrives);
        }
    }
}
