package io.kafkatcp.correlate.fleet;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How often connects of a pair came to which end. The two that are most of them take no map. Command line. */
final class Counts {

    private Map<String, Long> others = Collections.emptyMap();
    private long ok;
    private long timeout;

    void worked() {
        ok++;
    }

    void timedOut() {
        timeout++;
    }

    void failed(String outcome) {
        others = others.isEmpty() ? new HashMap<>(4) : others;
        others.merge(outcome, 1L, Long::sum);
    }

    long of(String outcome) {
        return all().getOrDefault(outcome, 0L);
    }

    Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>(others);
        if (ok > 0) {
            all.merge("ok", ok, Long::sum);
        }
        if (timeout > 0) {
            all.merge("timeout", timeout, Long::sum);
        }
        return all;
    }
}
