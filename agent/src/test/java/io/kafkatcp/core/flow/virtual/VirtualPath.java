package io.kafkatcp.core.flow.virtual;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The way to one peer: its round trip, what it loses, and when it is dark for all. */
public final class VirtualPath {

    public final String peer;
    public final double roundTripMs;
    private final double lossOut;
    private final double lossBack;
    private final List<double[]> dark = new ArrayList<>();
    private final VirtualTime time;
    private final Random random;
    private int mostBytes = Integer.MAX_VALUE;
    private boolean resets;
    private boolean brokerReads = true;
    private int delayedAckMs = 40;
    long sent;
    long sentAgain;

    public VirtualPath(
            String peer, double roundTripMs, double lossOut, double lossBack, VirtualTime time, Random random) {
        this.peer = peer;
        this.roundTripMs = roundTripMs;
        this.lossOut = lossOut;
        this.lossBack = lossBack;
        this.time = time;
        this.random = random;
    }

    public void darkFrom(double fromMs, double forMs) {
        dark.add(new double[] {fromMs, fromMs + forMs});
    }

    /** From now on what is larger is lost without a word. */
    public void losesAbove(int bytes) {
        mostBytes = bytes;
    }

    /** A flow that is cut is answered by a reset from now on, as NAT gateways of clouds do. */
    public void resetsWhatIsCut() {
        resets = true;
    }

    /** TCP_DELACK_MIN is 40 ms, TCP_DELACK_MAX 200 ms, and a busy peer is late. */
    public void acknowledgesAfter(int ms) {
        delayedAckMs = ms;
    }

    int delayedAckMs() {
        return delayedAckMs;
    }

    /** The broker's program stops or goes on; its kernel is there all the while. */
    public void brokerReads(boolean value) {
        brokerReads = value;
    }

    public boolean brokerReads() {
        return brokerReads;
    }

    boolean resets() {
        return resets;
    }

    public boolean isDark(double atMs) {
        return isDarkBetween(atMs, atMs + 1e-9);
    }

    public boolean isDarkBetween(double fromMs, double toMs) {
        for (double[] spell : dark) {
            if (spell[0] < toMs && spell[1] > fromMs) {
                return true;
            }
        }
        return false;
    }

    public boolean losesPackets() {
        return lossOut > 0 || lossBack > 0;
    }

    /** Of what is sent to the peer, 0 to 1. */
    public double lossOut() {
        return lossOut;
    }

    /** Of what the peer sends. */
    public double lossBack() {
        return lossBack;
    }

    public boolean losesLargeOnes() {
        return mostBytes < Integer.MAX_VALUE;
    }

    /** Segments towards the peer so far. */
    public long sent() {
        return sent;
    }

    /** Those of them that were sent again. */
    public long sentAgain() {
        return sentAgain;
    }

    void out(int bytes, Runnable arrives) {
        if (bytes <= mostBytes) {
            out(arrives);
        }
    }

    /** Half a round trip later, if it gets through. */
    public void out(Runnable arrives) {
        pass(lossOut, arrives);
    }

    public void back(Runnable arrives) {
        pass(lossBack, arrives);
    }

    private void pass(double loss, Runnable arrives) {
        if (random.nextDouble() >= loss && !isDark(time.nowMs())) {
            time.in(roundTripMs / 2, arrives);
        }
    }
}
