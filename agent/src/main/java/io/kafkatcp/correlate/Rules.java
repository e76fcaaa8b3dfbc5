package io.kafkatcp.correlate;

import io.kafkatcp.correlate.fleet.Fleet;
import io.kafkatcp.correlate.fleet.Minutes;
import io.kafkatcp.correlate.fleet.Pair;
import io.kafkatcp.correlate.fleet.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Decides of every pair what its failures mean: not how unlikely they are, but who else reaches the broker and what
 * else the producer reaches, since loss that befalls many at once fools every probability. Pure; the same rules stand
 * in correlate.sql.
 */
public final class Rules {

    /**
     * From how many minutes after the window's begin others' successes count: not from before the failure, when all was
     * well. None after the last failure counts either: a producer that ended, or whose file was fetched, while the
     * broker was down would be accused once it is up again.
     */
    static final int FROM = 1;
    /**
     * So many minutes may pass before a connection that lives is in the records: connection_alive comes once a minute
     * and tells of the minute before.
     */
    static final int TOLD_WITHIN = 3;
    /** How many other producers must reach a broker for it to be well. */
    private static final int WITNESSES = 2;

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
            return suspect(pair, run);
        }
        if (pair.refusesNow() && pair.isTriedLately()) {
            return decision(
                    pair,
                    PairVerdict.REFUSED,
                    "the host answers and refuses: nobody listens at port " + pair.port,
                    null,
                    "start the broker on " + pair.peerIp + ", or correct the address that it advertises");
        }
        if (pair.refusesNow()) {
            return decision(pair, PairVerdict.TRANSIENT, "it refused, and nobody tries it any more", null, null);
        }
        if (pair.lastOkMs() != Pair.NEVER) {
            return pair.refused() > 0 || pair.failedEarlier()
                    ? decision(pair, PairVerdict.TRANSIENT, "it failed for a while and works again", null, null)
                    : decision(pair, PairVerdict.HEALTHY, "it works", null, null);
        }
        return decision(
                pair,
                PairVerdict.UNDETERMINED,
                "too few failures in a row, or in too short a time, and no success",
                null,
                null);
    }

    private Decision suspect(Pair pair, Run run) {
        boolean unreachable = run.isWithoutRoute();
        long from = Minutes.of(run.windowFromMs());
        long to = Minutes.of(run.lastMs());
        Predicate<Pair> reaches = other -> other.reachedIn(from + FROM, to);
        // silence alone is no failure: most producers keep one connection, and rest
        Predicate<Pair> fails = other -> other.failedIn(from, to);
        int producersThatReach = witnesses(pair).reachBeside(pair, from + FROM, to);
        int brokersReached = count(pair.producer.pairs(), pair, reaches);
        int producersThatFail = witnesses(pair).failBeside(pair, from, to);
        int brokersFailed = count(pair.producer.pairs(), pair, fails);
        String failed =
                run.count() + (unreachable ? " connects without a route or an answer to ARP" : " connects unanswered")
                        + " in " + (run.lastMs() - run.firstMs()) / 1_000 + " s";
        if (producersThatReach >= WITNESSES && brokersReached >= 1) {
            return unreachable
                    ? decision(
                            pair,
                            PairVerdict.UNDETERMINED,
                            failed + ": the producer's own host knows no way, while " + producersThatReach
                                    + " other producers reach the broker",
                            run,
                            "on " + pair.producer.describe() + ": ip route get " + pair.peerIp + "; ip neigh show")
                    : decision(
                            pair,
                            PairVerdict.PAIR_BLACK_HOLE,
                            failed + ", while " + producersThatReach + " other producers reach this broker and this"
                                    + " producer reaches " + brokersReached + " other broker(s)" + others(pair, run),
                            run,
                            portsReached(pair, run).isEmpty()
                                    ? PairJudge.again(pair)
                                    : "look at what serves port " + pair.port + " of " + pair.peerIp
                                            + " alone: a listener of a load balancer and its targets, a NodePort, a"
                                            + " rule of a security group; then " + PairJudge.again(pair));
        }
        boolean isShort = to - from < TOLD_WITHIN;
        if (producersThatReach == 0
                && producersThatFail >= 1
                && !(isShort && witnesses(pair).restBeside(pair, from, to) > 0)) {
            return decision(
                    pair,
                    PairVerdict.BROKER_DOWN,
                    failed + "; " + producersThatFail + " other producer(s) fail too and none reaches this broker",
                    run,
                    portsReached(pair, run).isEmpty()
                            ? "look at the host " + pair.peerIp + ": none of its clients gets an answer"
                            : "look at what serves port " + pair.port + " of " + pair.peerIp
                                    + ": the address answers at others");
        }
        Predicate<Pair> rests = other -> Witnesses.rests(other, from, to);
        if (brokersReached == 0
                && brokersFailed >= 1
                && producersThatReach >= 1
                && !(isShort && count(pair.producer.pairs(), pair, rests) > 0)) {
            return decision(
                    pair,
                    PairVerdict.PRODUCER_ISOLATED,
                    failed + "; this producer fails at " + brokersFailed + " other broker(s) too and reaches none,"
                            + " while others reach this one",
                    run,
                    "look at the network of the host " + pair.producer.describe());
        }
        return decision(
                pair,
                PairVerdict.UNDETERMINED,
                failed + "; " + producersThatReach + " other producer(s) reach this broker and this producer reaches "
                        + brokersReached + " other broker(s), too few to say whose fault it is",
                run,
                null);
    }

    /** Brokers behind the same address that this producer reached meanwhile: so the address itself answers it. */
    static List<Integer> portsReached(Pair pair, Run run) {
        List<Integer> ports = new ArrayList<>();
        for (Pair other : pair.producer.ofAddress(pair.peerIp)) {
            if (other != pair && other.reachedIn(Minutes.of(run.windowFromMs()) + FROM, Minutes.of(run.lastMs()))) {
                ports.add(other.port);
            }
        }
        Collections.sort(ports);
        return ports;
    }

    private static String others(Pair pair, Run run) {
        List<Integer> ports = portsReached(pair, run);
        String first = ports.subList(0, Math.min(8, ports.size())).toString();
        return ports.isEmpty()
                ? ""
                : ", port " + first.substring(1, first.length() - 1) + " of the same address among them";
    }

    private static int count(Collection<Pair> pairs, Pair but, Predicate<Pair> what) {
        int count = 0;
        for (Pair other : pairs) {
            count += other != but && what.test(other) ? 1 : 0;
        }
        return count;
    }

    private Decision decision(Pair pair, PairVerdict verdict, String reason, Run run, String remedy) {
        return new Decision(pair, verdict, reason, remedy, witnesses(pair), run);
    }

    /** The broker's pairs do not change any more once it is decided. */
    private Witnesses witnesses(Pair pair) {
        return witnesses.computeIfAbsent(fleet.ofBroker(pair), Witnesses::new);
    }
}
