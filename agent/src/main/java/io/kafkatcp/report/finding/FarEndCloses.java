package io.kafkatcp.report.finding;

import io.kafkatcp.core.record.SocketErrors;
import io.kafkatcp.facts.IdleTimeouts;
import io.kafkatcp.facts.IdleTimeouts.Ending;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import io.kafkatcp.report.Formats;
import java.util.List;

/**
 * Connections that ended without the client's doing, always after the same idle time or age: the far end, or a proxy
 * that ends TCP, has a timeout of its own. Keepalive is nothing to it, for its probes carry no data.
 */
public final class FarEndCloses {

    /** What is used less than that is no idle timeout's. */
    private static final long SHORTEST_MS = 5_000;
    /** So that Kafka's own close, and not the far end's, comes first. */
    private static final double SAFELY = 0.7;

    private final RegularTimes idle = new RegularTimes();
    private final RegularTimes lived = new RegularTimes();
    private long resetUnprobed;

    /** @param probed whether keepalive probes went out while it was idle, so that no middlebox saw it as idle */
    public void closed(FileRecord record, boolean probed) {
        String error = record.text(Field.ERROR);
        long idleMs = record.number(Field.IDLE_MS, -1);
        long livedMs = record.number(Field.LIVED_MS, -1);
        // a dead flow that the kernel's own timers ended is no close of the far end's
        if (!record.is(Field.REASON, "lost") || SocketErrors.isTimeout(error)) {
            return;
        }
        if (idleMs >= SHORTEST_MS) {
            idle.add(idleMs, record.timeMs());
            resetUnprobed += SocketErrors.isReset(error) && !probed ? 1 : 0;
        }
        if (livedMs >= SHORTEST_MS) {
            lived.add(livedMs, record.timeMs());
        }
    }

    /** Null where nothing is regular. */
    Finding finding() {
        RegularTimes.Window window = idle.regular();
        if (window != null) {
            return idle(window);
        }
        RegularTimes.Window age = lived.regular();
        return age == null ? null : age(age);
    }

    private Finding idle(RegularTimes.Window window) {
        boolean mayBeMiddlebox = resetUnprobed * 2 > window.count;
        long safeS = Math.max(1, (long) (window.fromMs * SAFELY / 1_000));
        List<IdleTimeouts.IdleTimeout> known =
                IdleTimeouts.between(window.fromMs, window.toMs, mayBeMiddlebox ? Ending.RESETS : Ending.CLOSES);
        Finding finding = new Finding("The far end closes connections that were idle for " + span(window)
                        + (known.isEmpty() ? "" : ", as " + known.get(0).box + " does"))
                .evidence(Formats.count(window.count) + " of " + Formats.count(idle.count(), "connection")
                        + " that ended without the client's doing, in " + Formats.count(window.minutes, "minute")
                        + " of different times, had been idle for " + span(window) + ".")
                .command("connections.max.idle.ms=" + safeS * 1_000)
                .change("That is the producers' own setting, so that Kafka closes first and opens a new connection when"
                        + " it needs one.");
        return (mayBeMiddlebox
                        ? finding.change(
                                "They ended by a reset without a probe before it: where that is a middlebox's, "
                                        + "keepalive.idle below " + Formats.time(window.fromMs) + " helps as well.")
                        : finding.change("Keepalive does not help there: its probes carry no data, and the far end (a "
                                + "broker, a service that speaks Kafka, a proxy) counts nothing else."))
                .sure(
                        mayBeMiddlebox ? Finding.Certainty.POSSIBLE : Finding.Certainty.LIKELY,
                        "the idle times are too much alike for anything but a timer")
                .surer("connections.max.idle.ms of the broker, or the idle timeout of the proxy before it")
                .weighs(0, window.count);
    }

    private static Finding age(RegularTimes.Window window) {
        return new Finding("The far end closes connections at an age of " + span(window) + ", whether idle or not")
                .evidence(Formats.count(window.count) + " connections that ended without the client's doing, in "
                        + Formats.count(window.minutes, "minute") + " of different times, were that old.")
                .change("Neither keepalive nor connections.max.idle.ms helps there: raise the far end's limit "
                        + "(connections.max.reauth.ms of a broker, a proxy's greatest age of a connection), or let be:"
                        + " Kafka connects again.")
                .sure(Finding.Certainty.POSSIBLE, "the ages are too much alike for chance")
                .surer("the far end's own configuration")
                .weighs(0, window.count);
    }

    private static String span(RegularTimes.Window window) {
        String from = Formats.time(window.fromMs);
        String to = Formats.time(window.toMs);
        boolean sameUnit = from.endsWith(" s") && to.endsWith(" s");
        return from.equals(to) ? to : (sameUnit ? from.substring(0, from.length() - 2) : from) + " to " + to;
    }
}
