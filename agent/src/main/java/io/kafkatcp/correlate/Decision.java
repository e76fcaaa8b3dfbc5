package io.kafkatcp.correlate;

import io.kafkatcp.correlate.fleet.Pair;
import io.kafkatcp.correlate.fleet.Run;

/** What was decided of one pair, why, and what to do about it. Immutable. */
public final class Decision {

    public final Pair pair;
    public final PairVerdict verdict;
    /** One English sentence. */
    public final String reason;
    /** What to run, and where; null where there is nothing. */
    public final String remedy;

    private final Witnesses witnesses;
    /** The connects in a row that it was decided by, or null. */
    final Run run;

    Decision(Pair pair, PairVerdict verdict, String reason, String remedy, Witnesses witnesses, Run run) {
        this.pair = pair;
        this.verdict = verdict;
        this.reason = reason;
        this.remedy = remedy;
        this.witnesses = witnesses;
        this.run = run;
    }

    /** Of Fisher's test against the other producers of this broker; NaN where nothing of this pair timed out. */
    public double pValue() {
        return pair.timedOut() == 0
                ? Double.NaN
                : Fisher.pValue(
                        pair.timedOut(), pair.worked(), witnesses.unansweredBeside(pair), witnesses.okBeside(pair));
    }

    /** The same case, better known. */
    Decision as(PairVerdict better, String why, String what) {
        return new Decision(pair, better, why, what, witnesses, run);
    }
}
