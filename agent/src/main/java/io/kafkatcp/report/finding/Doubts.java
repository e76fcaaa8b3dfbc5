package io.kafkatcp.report.finding;

import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import io.kafkatcp.report.Formats;

/** What came of the connections that the agent had probed since another was found dead. */
public final class Doubts {

    private long rounds;
    private long inDoubt;
    private long closed;
    private long kept;
    private long used;

    public void add(FileRecord record) {
        rounds++;
        inDoubt += flows(record);
        closed += sane(record.number(Field.CLOSED, 0));
        kept += sane(record.number(Field.KEPT, 0));
        used += sane(record.number(Field.USED, 0));
    }

    public static long flows(FileRecord record) {
        return sane(record.number(Field.IN_DOUBT, 0));
    }

    /** A process has fewer; a broken number must not spoil the sum. */
    private static long sane(long count) {
        return Math.max(0, Math.min(1_000_000, count));
    }

    public long rounds() {
        return rounds;
    }

    /** Null where nothing was in doubt. */
    Finding finding() {
        if (inDoubt == 0) {
            return null;
        }
        return new Finding(Formats.count(closed) + " of " + Formats.count(inDoubt, "resting connection")
                        + " were dead when another was found dead")
                .evidence("In " + Formats.count(rounds, "round") + " the kernel probed those that rested: "
                        + Formats.count(closed) + " were closed before Kafka used them, " + Formats.count(kept)
                        + " answered, and " + Formats.count(used) + " were used before that was known.")
                .change(
                        closed > 0
                                ? "Flows that die together are a failover's, or the way was dark for all just then "
                                        + "(peer_unreachable beside it); those that die one by one were forgotten "
                                        + "for being idle: see the finding on idle time."
                                : "The others lived: one flow died, and not the way to the brokers.")
                .sure(Finding.Certainty.SURE, "the kernel's probes got no answer, or one")
                .surer("the middlebox's own log of that time")
                .weighs(0, closed);
    }
}
