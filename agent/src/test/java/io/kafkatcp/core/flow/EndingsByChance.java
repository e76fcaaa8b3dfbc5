package io.kafkatcp.core.flow;

import io.kafkatcp.core.flow.judge.Demanded;
import io.kafkatcp.core.flow.virtual.VirtualPath;

/**
 * How many living flows must be taken for dead because of what their paths lose: the sum, over all that are sent again,
 * of the chance that all transmissions are lost that the rule demands. No more than that is excused.
 */
final class EndingsByChance {

    /** Of a count that is above its bound although the rule keeps to its own measure. */
    private static final double CHANCE = 1e-6;
    /** Unanswered probes by which an idle connection is ended with a dead flow, and where packets were lost lately. */
    private static final int PROBES = 2;

    private static final int PROBES_WHERE_LOSSY = 4;
    /** A connect that is unanswered for 1.5 s shows longer ones, and what was proven before counts no more. */
    private static final double SEEN_DARK_MS = 2_500;

    private static final long BEFORE_NS = 2_000_000_000L;

    private final SimulatedJvm jvm;
    private double waiting;
    private double idle;
    private double beforeDark;

    EndingsByChance(SimulatedJvm jvm) {
        this.jvm = jvm;
    }

    /** One that lives. @param hasArrived whether only acknowledgements are missing */
    void sendsAgain(SimulatedConnection one, int times, boolean hasArrived) {
        VirtualPath path = one.tcp.path();
        boolean dark = path.isDark(jvm.time.nowMs());
        if (times == 1 || dark) {
            one.isCounted = false;
        }
        if (!one.isCounted && !dark) {
            one.isCounted = true;
            long nowNs = jvm.time.nowNs();
            int inVain = Demanded.retransmissions(
                    jvm.measuredLoss().rate(nowNs - BEFORE_NS),
                    jvm.measuredLoss().seenLately(nowNs),
                    one.connection.rtoMs(),
                    times);
            waiting += hasArrived ? Math.pow(unnoticed(path), inVain) : silent(path, inVain);
        }
    }

    /** Each time either it is lost, or what comes back for it, until the last. */
    private static double silent(VirtualPath path, int inVain) {
        double sum = Math.pow(path.lossOut(), inVain);
        for (int before = 0; before < inVain; before++) {
            sum += Math.pow(path.lossOut(), before)
                    * (1 - path.lossOut())
                    * nothingComes(path)
                    * Math.pow(unnoticed(path), inVain - 1 - before);
        }
        return sum;
    }

    /** Neither the acknowledgement nor, where the broker answers, its response, which acknowledges too. */
    private static double nothingComes(VirtualPath path) {
        return path.brokerReads() ? path.lossBack() * path.lossBack() : path.lossBack();
    }

    /** Of what the peer has, one transmission more, and what its kernel sends again of its response meanwhile. */
    private static double unnoticed(VirtualPath path) {
        double duplicate = 1 - (1 - path.lossOut()) * (1 - path.lossBack());
        return path.brokerReads() ? duplicate * path.lossBack() : duplicate;
    }

    /** Idle ones to the same peer whose probes are unanswered end with it. */
    void ended(SimulatedConnection dead) {
        if (!dead.waits()) {
            return;
        }
        VirtualPath path = dead.tcp.path();
        int probes = jvm.measuredLoss().seenLately(jvm.time.nowNs()) ? PROBES_WHERE_LOSSY : PROBES;
        double unanswered = 1 - (1 - path.lossOut()) * (1 - path.lossBack());
        for (SimulatedConnection one : jvm.connections) {
            if (one != dead
                    && one.tcp.path() == path
                    && !one.tcp.isCut()
                    && one.connection.flowState().state() == FlowState.State.PROBED) {
                idle += Math.pow(unanswered, probes);
            }
        }
    }

    /**
     * What was lost just before the path goes dark is sent again into the dark: it has the proofs that the path was
     * open before and is open afterwards, and looks dead where the spell is too short to be seen and long enough for as
     * many retransmissions as are demanded.
     */
    void goesDark(VirtualPath path, double everyMs, double forMs) {
        if (forMs > SEEN_DARK_MS) {
            return;
        }
        double lost = path.lossOut() + (1 - path.lossOut()) * nothingComes(path);
        // until the next segment overtakes it, or the tail loss probe
        double openMs = Math.min(everyMs + path.roundTripMs, 2 * path.roundTripMs + 200);
        double sent = Math.min(SimulatedConnection.MOST_IN_FLIGHT, openMs / everyMs);
        double none = 1;
        int inUse = 0;
        for (SimulatedConnection one : jvm.connections) {
            if (one.tcp.path() == path && one.connection.nodeId().equals("1")) {
                none *= Math.pow(1 - lost * stillDark(one, openMs, forMs), sent);
                inUse++;
            }
        }
        // another one proves that the path was open
        beforeDark += inUse > 1 ? 1 - none : 0;
    }

    /**
     * @return of the moments before the spell in which it may be lost, the part after which all demanded fall into it
     */
    private double stillDark(SimulatedConnection one, double openMs, double forMs) {
        long nowNs = jvm.time.nowNs();
        int demanded = Demanded.retransmissions(
                jvm.measuredLoss().rate(nowNs - BEFORE_NS),
                jvm.measuredLoss().seenLately(nowNs),
                one.connection.rtoMs(),
                1);
        double lastMs = one.tcp.rtoMs() * (Math.pow(2, demanded) - 1);
        return Math.max(0, Math.min(1, (openMs + forMs - lastMs) / openMs));
    }

    /** Paths, not connections: all of one are ended together. */
    double beforeDark() {
        return beforeDark;
    }

    double waiting() {
        return waiting;
    }

    double idle() {
        return idle;
    }

    /** Of a count that is expected so, with a chance of one in a million that it is more (Poisson). */
    static int most(double expected) {
        double term = Math.exp(-expected);
        double sum = term;
        int most = 0;
        while (1 - sum > CHANCE) {
            most++;
            term *= expected / most;
            sum += term;
        }
        return most;
    }
}
