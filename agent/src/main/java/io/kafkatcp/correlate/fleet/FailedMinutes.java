package io.kafkatcp.correlate.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The minutes in which nobody answered a pair, by time, in whatever order records come; the oldest are forgotten. */
final class FailedMinutes {

    private static final int MOST = 3_000;

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

    /** By time. */
    List<FailedMinute> all() {
        return minutes;
    }
}
