package io.kafkatcp.core.flow.virtual;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The way to one peer: its round trip, what it loses, and when it is dark for all. */
public final class VirtualPath {

    public final String peer;
    public final double roundTripMs;
    private double lossOut;
    private double lossBack;
    private final List<double[]> dark = new ArrayList<>();
    private final VirtualTime time;
    private final Random random;
    private int mostBytes = Integer.MAX_VALUE;
    private boolean resets;
    private boolean brokerReads = true;
    private int delayedAckMs = 40;
    private VirtualLine line;
    long sent;
    long sentAgain;
    long overtaken;

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

    /** What is sent to the peer passes it; other paths may share it. */
    public void line(VirtualLine shared) {
        line = shared;
    }

    public boolean isSlow() {
        return line != null;
    }

    /** Most bytes in one: a request where that costs nothing, else what Ethernet takes. */
    int segmentBytes() {
        return line == null ? Integer.MAX_VALUE : 1_448;
    }

    /** With what waits in front of it. */
    double roundTripNowMs() {
        return line == null ? roundTripMs : roundTripMs + line.waitMs(time.nowMs());
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

    /** From now on so much each way, 0 to 1. */
    public void loses(double loss) {
        lossOut = loss;
        lossBack = loss;
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

    /** And those of these that were, since the peer had acknowledged later ones. */
    public long overtaken() {
        return overtaken;
    }

    void out(int bytes, Runnable arrives) {
        double leavesInMs = bytes > mostBytes ? -1 : line == null ? 0 : line.leavesInMs(bytes, time.nowMs());
        if (leavesInMs >= 0) {
            pass(lossOut, leavesInMs, arrives);
        }
    }

    /** Half a round trip later, if it gets through. */
    public void out(Runnable arrives) {
        out(0, arrives);
    }

    public void back(Runnable arrives) {
        pass(lossBack, 0, arrives);
    }

    private void pass(double loss, double leavesInMs, Runnable arrives) {
        if (random.nextDouble() >= loss && !isDark(time.nowMs() + leavesInMs)) {
            time.in(leavesInMs + roundTripMs / 2, arrives);
        }
    }
}
