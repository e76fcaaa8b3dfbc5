package io.kafkatcp.correlate;

import io.kafkatcp.correlate.fleet.Fleet;
import io.kafkatcp.correlate.fleet.Pair;
import io.kafkatcp.correlate.host.HostFile;
import io.kafkatcp.correlate.inventory.Inventory;
import java.util.List;
import java.util.Set;

/**
 * Why a pair is a black hole, by what both its ends say: how far the SYN came, and whether the broker's or the
 * producer's entry for the other is stale. Pure. In the broker's table the entry to look at is the producer's address,
 * and in the producer's the broker's.
 */
final class PairJudge {

    private final Fleet fleet;
    private final Inventory inventory;

    PairJudge(Fleet fleet, Inventory inventory) {
        this.fleet = fleet;
        this.inventory = inventory;
    }

    /**
     * @param atBroker what the broker's host said of itself, or null
     * @param atProducer what the producer's host said of itself, or null
     */
    Decision judge(Decision blackHole, HostFile atBroker, HostFile atProducer) {
        Pair pair = blackHole.pair;
        Set<String> sharing = fleet.sharing(pair.producer);
        String shared = sharing.isEmpty() ? null : shared(pair.localIp, sharing);
        List<Integer> ports = Suspicion.portsReached(pair, blackHole.run);
        SynLook syn = shared == null
                ? SynLook.in(atBroker, pair, blackHole.run, fleet.ofBroker(pair))
                : SynLook.in(null, pair, blackHole.run, fleet.ofBroker(pair));
        ArpLook brokers = brokers(blackHole, atBroker, shared);
        ArpLook producers = producers(blackHole, atProducer);
        if (!ports.isEmpty() && !(brokers.is(ArpLook.Result.NOTHING) && producers.is(ArpLook.Result.NOTHING))) {
            // what lets the one port through is no entry of an ARP table
            brokers = ArpLook.NOTHING;
            producers = ArpLook.NOTHING;
            if (syn.is(SynLook.Result.NOTHING) || syn.is(SynLook.Result.DOUBT)) {
                return to(
                        blackHole,
                        PairVerdict.NOT_ARP,
                        "no ARP entry of an address is why one of its ports fails",
                        blackHole.remedy);
            }
        }
        Decision bySyn = bySyn(blackHole, syn, brokers, producers);
        Decision decided = bySyn != null ? bySyn : byArp(blackHole, syn, brokers, producers);
        return shared == null || decided.reason.contains(shared)
                ? decided
                : decided.as(decided.verdict, decided.reason + "; " + shared, decided.remedy);
    }

    private static String shared(String localIp, Set<String> hosts) {
        return localIp + " is the local address of " + hosts.size() + " hosts at the same time (" + some(hosts)
                + "), as behind SNAT or a container's bridge: the broker sees another one, and it is no key of an ARP"
                + " table";
    }

    static String some(Set<String> hosts) {
        StringBuilder names = new StringBuilder();
        int left = 3;
        for (String host : hosts) {
            if (left-- == 0) {
                return names + " and others";
            }
            names.append(names.length() == 0 ? "" : ", ").append(host);
        }
        return names.toString();
    }

    private ArpLook brokers(Decision blackHole, HostFile file, String shared) {
        Pair pair = blackHole.pair;
        if (file == null || file.neighbours().isEmpty() && file.sockets() != null) {
            return ArpLook.NOTHING;
        }
        if (shared != null) {
            return ArpLook.doubt(shared);
        }
        if (inventory.apart(pair.localIp, pair.peerIp)) {
            return ArpLook.doubt("the two are in different subnets, so the broker asks ARP for its gateway and not for "
                    + pair.localIp + ": look at the router");
        }
        return ArpLook.in(
                file,
                "the broker",
                pair.peerIp,
                pair.localIp,
                blackHole.run,
                inventory,
                Suspicion.reached(fleet.ofBroker(pair), blackHole.run, other -> other.localIp));
    }

    private ArpLook producers(Decision blackHole, HostFile file) {
        Pair pair = blackHole.pair;
        if (file != null && !inventory.apart(pair.localIp, pair.peerIp)) {
            return ArpLook.in(
                    file,
                    "the producer",
                    pair.producer.describe(),
                    pair.peerIp,
                    blackHole.run,
                    inventory,
                    Suspicion.reached(pair.producer.pairs(), blackHole.run, other -> other.peerIp));
        }
        return ArpLook.in(pair.neighbour(), pair.producer.describe(), pair.peerIp, blackHole.run, inventory);
    }

    /** Null where the broker's sockets prove nothing. */
    private static Decision bySyn(Decision blackHole, SynLook syn, ArpLook brokers, ArpLook producers) {
        Pair pair = blackHole.pair;
        switch (syn.result) {
            case NO_ROOM:
                return to(blackHole, PairVerdict.BACKLOG_FULL, syn.words, Remedies.backlog(pair));
            case ANSWERED:
                return brokers.is(ArpLook.Result.WRONG)
                        ? to(blackHole, PairVerdict.STALE_ARP, syn.words + "; " + brokers.words, brokers.remedy)
                        : to(
                                blackHole,
                                PairVerdict.ANSWER_LOST,
                                syn.words + and(brokers),
                                Remedies.wayBack(pair, brokers));
            case NEVER_SEEN:
                return producers.is(ArpLook.Result.WRONG)
                        ? to(blackHole, PairVerdict.STALE_ARP, syn.words + "; " + producers.words, producers.remedy)
                        : to(
                                blackHole,
                                PairVerdict.SYN_NEVER_SEEN,
                                syn.words + and(producers) + and(brokers),
                                Remedies.wayThere(pair, brokers));
            default:
                return null;
        }
    }

    private static Decision byArp(Decision blackHole, SynLook syn, ArpLook brokers, ArpLook producers) {
        if (producers.is(ArpLook.Result.WRONG)) {
            boolean both = brokers.is(ArpLook.Result.WRONG);
            return to(
                    blackHole,
                    PairVerdict.STALE_ARP,
                    producers.words + and(brokers),
                    producers.remedy + (both ? "; and " + brokers.remedy : ""));
        }
        if (brokers.is(ArpLook.Result.WRONG)) {
            return to(blackHole, PairVerdict.STALE_ARP, brokers.words, brokers.remedy);
        }
        if (syn.is(SynLook.Result.DOUBT) || brokers.is(ArpLook.Result.DOUBT)) {
            return to(
                    blackHole,
                    PairVerdict.INCONCLUSIVE,
                    join(syn.words, brokers.words, producers.words),
                    Remedies.again(blackHole.pair));
        }
        if (brokers.is(ArpLook.Result.RIGHT)) {
            return to(
                    blackHole,
                    PairVerdict.NOT_ARP,
                    brokers.words + and(producers) + ": look at routes, security groups and the way back from "
                            + blackHole.pair.peerIp,
                    Remedies.again(blackHole.pair));
        }
        return producers.is(ArpLook.Result.NOTHING)
                ? blackHole
                : to(blackHole, blackHole.verdict, producers.words, blackHole.remedy);
    }

    private static Decision to(Decision blackHole, PairVerdict verdict, String why, String remedy) {
        return blackHole.as(verdict, blackHole.reason + "; " + why, remedy);
    }

    private static String and(ArpLook look) {
        return look.is(ArpLook.Result.NOTHING) ? "" : "; " + look.words;
    }

    private static String join(String... clauses) {
        StringBuilder all = new StringBuilder();
        for (String clause : clauses) {
            if (clause != null) {
                all.append(all.length() == 0 ? "" : "; ").append(clause);
            }
        }
        return all.toString();
    }
}
