package io.kafkatcp.correlate;

import io.kafkatcp.correlate.fleet.Fleet;
import io.kafkatcp.correlate.fleet.Pair;
import io.kafkatcp.correlate.fleet.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides of every pair what its failures mean: not how unlikely they are, but who else reaches the broker and what
 * else the producer reaches, since loss that befalls many at once fools every probability. Pure; the same rules stand
 * in correlate.sql.
 */
public final class Rules {

    private final Fleet fleet;
    private final Map<Collection<Pair>, Witnesses> witnesses = new IdentityHashMap<>();

    public Rules(Fleet fleet) {
        this.fleet = fleet;
        fleet.arrange();
    }

    public List<Decision> decideAll() {
        List<Decision> decisions = new ArrayList<>();
        for (Pair pair : fleet.pairs()) {
            decisions.add(decide(pair));
        }
        return decisions;
    }

    /** Null where no record speaks of such a pair with both its addresses. */
    public PairVerdict verdict(String host, String localIp, String peerIp, int port) {
        Pair pair = fleet.find(host, localIp, peerIp, port);
        return pair == null ? null : decide(pair).verdict;
    }

    Decision decide(Pair pair) {
        Run run = pair.lastRun();
        if (run.isSuspect()) {
            return new Suspicion(pair, run, witnesses(pair)).decide();
        }
        if (pair.refusesNow() && pair.isTriedLately()) {
            return decision(
                    pair,
                    PairVerdict.REFUSED,
                    "the host answers and refuses: nobody listens at port " + pair.port,
                    "start the broker on " + pair.peerIp + ", or correct the address that it advertises");
        }
        if (pair.refusesNow()) {
            return decision(pair, PairVerdict.TRANSIENT, "it refused, and nobody tries it any more", null);
        }
        if (pair.lastOkMs() != Pair.NEVER) {
            return pair.refused() > 0 || pair.failedEarlier()
                    ? decision(pair, PairVerdict.TRANSIENT, "it failed for a while and works again", null)
                    : decision(pair, PairVerdict.HEALTHY, "it works", null);
        }
        return decision(
                pair,
                PairVerdict.UNDETERMINED,
                "too few failures in a row, or in too short a time, and no success",
                null);
    }

    private Decision decision(Pair pair, PairVerdict verdict, String reason, String remedy) {
        return new Decision(pair, verdict, reason, remedy, witnesses(pair), null);
    }

    /** The broker's pairs do not change any more once it is decided. */
    private Witnesses witnesses(Pair pair) {
        return witnesses.computeIfAbsent(fleet.ofBroker(pair), Witnesses::new);
    }
}
