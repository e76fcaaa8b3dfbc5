package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.thread.OnAgentThread;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** Keeps the agent's own connects few: one per peer in ten seconds, fifty a minute in all. Pure. */
@OnAgentThread
final class VerifyBudget {

    static final long PER_PEER_NS = 10_000_000_000L;
    static final int PER_MINUTE = 50;
    private static final long MINUTE_NS = 60_000_000_000L;

    private final Map<String, Long> lastNs = new HashMap<>();
    private final Deque<Long> all = new ArrayDeque<>();

    /** @return whether a connect to that peer may begin now; then it counts */
    boolean take(String peer, long nowNs) {
        forgetOld(nowNs);
        if (all.size() >= PER_MINUTE || lastNs.containsKey(peer)) {
            return false;
        }
        all.add(nowNs);
        lastNs.put(peer, nowNs);
        return true;
    }

    /** The same for one that is only compared with: half of all are kept for those in question. */
    boolean takeSpare(String peer, long nowNs) {
        forgetOld(nowNs);
        return all.size() < PER_MINUTE / 2 && take(peer, nowNs);
    }

    private void forgetOld(long nowNs) {
        while (!all.isEmpty() && nowNs - all.peek() >= MINUTE_NS) {
            all.poll();
        }
        for (Iterator<Long> each = lastNs.values().iterator(); each.hasNext(); ) {
            if (nowNs - each.next() >= PER_PEER_NS) {
                each.remove();
            }
        }
    }
}
