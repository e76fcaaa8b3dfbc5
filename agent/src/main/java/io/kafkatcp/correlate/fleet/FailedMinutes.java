package io.kafkatcp.correlate.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The minutes in which nobody answered a pair, by time, in whatever order records come; the oldest are forgotten. */
final class FailedMinutes {

    private static final int MOST = 3_000;

    /** Whether the two reached each other in a span of minutes. */
    interface Reached {
        boolean in(long fromMinute, long toMinute);
    }

    private List<FailedMinute> minutes = Collections.emptyList();
    private FailedMinute last;

    void add(long timeMs, boolean withoutRoute) {
        long minute = Minutes.of(timeMs);
        if (last == null || last.minute != minute) {
            last = of(minute);
        }
        last.add(timeMs, withoutRoute);
        if (minutes.size() > MOST) {
            minutes.remove(0);
            last = null;
        }
    }

    private FailedMinute of(long minute) {
        if (minutes.isEmpty()) {
            minutes = new ArrayList<>(4);
        }
        int at = firstFrom(minute);
        if (at == minutes.size() || minutes.get(at).minute != minute) {
            minutes.add(at, new FailedMinute(minute));
        }
        return minutes.get(at);
    }

    private int firstFrom(long minute) {
        int low = 0;
        int high = minutes.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (minutes.get(middle).minute < minute) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Both ends included. */
    boolean anyIn(long fromMinute, long toMinute) {
        int at = firstFrom(fromMinute);
        return at < minutes.size() && minutes.get(at).minute <= toMinute;
    }

    /** Those after the last contact. */
    Run since(long contactMs) {
        Run run = new Run();
        for (FailedMinute failed : minutes) {
            if (failed.firstMs > contactMs) {
                run.add(failed);
            }
        }
        return run;
    }

    /**
     * Whether a run before the last contact was long enough to mean something.
     *
     * @param reached whether there was one between two minutes, both included
     */
    boolean hadSuspectRun(long contactMs, Reached reached) {
        Run run = new Run();
        long previous = Long.MIN_VALUE;
        for (FailedMinute failed : minutes) {
            if (failed.firstMs > contactMs) {
                break;
            }
            if (previous != Long.MIN_VALUE && reached.in(previous, failed.minute)) {
                if (run.isSuspect()) {
                    return true;
                }
                run = new Run();
            }
            run.add(failed);
            previous = failed.minute;
        }
        return run.isSuspect();
    }

    /** By time. */
    List<FailedMinute> all() {
        return minutes;
    }
}
