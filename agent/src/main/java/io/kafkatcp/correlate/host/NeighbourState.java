package io.kafkatcp.correlate.host;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a neighbour is to its host, by the kernel's names; other systems and routers have words of their own. Pure. */
final class NeighbourState {

    private static final Set<String> LINUX = new HashSet<>(Arrays.asList(
            "INCOMPLETE", "REACHABLE", "STALE", "DELAY", "PROBE", "FAILED", "NOARP", "PERMANENT", "NONE"));
    /** In whatever case; "none" stands for other things too. */
    private static final Map<String, String> OTHERS = new HashMap<>();

    static {
        for (String state : LINUX) {
            OTHERS.put(state.toLowerCase(Locale.ROOT), state);
        }
        OTHERS.remove("none");
        OTHERS.put("reach", "REACHABLE");
        OTHERS.put("incmp", "INCOMPLETE");
        OTHERS.put("unreachable", "FAILED");
        OTHERS.put("invalid", "FAILED");
        OTHERS.put("perm", "PERMANENT");
        OTHERS.put("static", "PERMANENT");
        OTHERS.put("published", "PERMANENT");
        OTHERS.put("cm", "PERMANENT");
        OTHERS.put("cmp", "PERMANENT");
    }

    private NeighbourState() {}

    /** Null where the word is none. */
    static String of(String word) {
        return LINUX.contains(word) ? word : OTHERS.get(word.toLowerCase(Locale.ROOT));
    }
}
