package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.thread.OnAgentThread;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was seen of each peer before a flow to it became suspect. What is too old to say anything is forgotten, peer by
 * peer, so that nothing grows and no peer costs another one what is known of it. Pure.
 */
@OnAgentThread
final class KnownPeers {

    /** A lost large request is told as such only when the connection before it ended the same way so lately. */
    private static final long AGAIN_NS = 120_000_000_000L;
    /** What was there when a flow to the same peer was found dead so lately has probably lost its way with it. */
    private static final long SHARED_NS = 30_000_000_000L;

    /** The one that something was seen of last is the last one. */
    private final Map<String, Seen> peers = new LinkedHashMap<>();

    private long heardNs = Long.MIN_VALUE;

    private static final class Seen {

        private long lastNs;
        private boolean answered;
        private long openFromNs;
        private long openToNs;
        private boolean died;
        private long diedNs;
        private boolean lostLarge;
        private long lostLargeNs;
    }

    /** At some moment between the two it answered. */
    void answered(String peer, long fromNs, long toNs) {
        Seen seen = seen(peer, toNs);
        seen.answered = true;
        seen.openFromNs = fromNs;
        seen.openToNs = toNs;
        heardNs = toNs;
    }

    /** When any of them answered last. */
    long heardNs() {
        return heardNs;
    }

    /** What it answered just before a flow to it became suspect is a proof for that one, too. */
    void prove(String peer, Suspicion suspicion, long nowNs) {
        Seen seen = peers.get(peer);
        if (seen != null && seen.answered && nowNs - seen.openToNs <= Suspicion.PROOF_HOLDS_NS) {
            suspicion.pathOpen(seen.openFromNs, seen.openToNs);
        }
    }

    /** A flow to it was found dead. */
    void died(String peer, long nowNs) {
        Seen seen = seen(peer, nowNs);
        seen.died = true;
        seen.diedNs = nowNs;
    }

    /** Whether another flow to it was found dead lately, when that one was there already. */
    boolean hasDiedBeside(WatchedFlow watched, long nowNs) {
        Seen seen = peers.get(watched.flow().peer());
        return seen != null && seen.died && nowNs - seen.diedNs < SHARED_NS && watched.isOlderThan(seen.diedNs);
    }

    /** @return whether the same was seen on the way to it lately */
    boolean lostLarge(String peer, long nowNs) {
        Seen seen = seen(peer, nowNs);
        boolean again = seen.lostLarge && nowNs - seen.lostLargeNs < AGAIN_NS;
        seen.lostLarge = true;
        seen.lostLargeNs = nowNs;
        return again;
    }

    private Seen seen(String peer, long nowNs) {
        for (Iterator<Seen> each = peers.values().iterator(); each.hasNext(); ) {
            if (nowNs - each.next().lastNs < AGAIN_NS) {
                break;
            }
            each.remove();
        }
        Seen seen = peers.remove(peer);
        if (seen == null) {
            seen = new Seen();
        }
        seen.lastNs = nowNs;
        peers.put(peer, seen);
        return seen;
    }

    int size() {
        return peers.size();
    }
}
