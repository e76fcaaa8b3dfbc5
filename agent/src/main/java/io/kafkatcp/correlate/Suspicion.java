package io.kafkatcp.correlate;

import io.kafkatcp.correlate.Witnesses.Deed;
import io.kafkatcp.correlate.fleet.Minutes;
import io.kafkatcp.correlate.fleet.Pair;
import io.kafkatcp.correlate.fleet.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Whose fault it is that a pair fails: who else reaches its broker meanwhile, and what else its producer. Pure. */
final class Suspicion {

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

    private final Pair pair;
    private final Run run;
    private final Witnesses witnesses;
    private final long from;
    private final long to;
    private final String failed;

    Suspicion(Pair pair, Run run, Witnesses witnesses) {
        this.pair = pair;
        this.run = run;
        this.witnesses = witnesses;
        this.from = Minutes.of(run.windowFromMs());
        this.to = Minutes.of(run.lastMs());
        this.failed = run.count()
                + (run.isWithoutRoute() ? " connects without a route or an answer to ARP" : " connects unanswered")
                + " in " + (run.lastMs() - run.firstMs()) / 1_000 + " s";
    }

    Decision decide() {
        if (!run.isDense()) {
            return undetermined(failed + ", too few of them in the last five minutes to compare with others'", null);
        }
        int producersThatReach = witnesses.count(Deed.SURELY_REACHES, from + FROM, to);
        int brokersReached = brokers(Deed.SURELY_REACHES, from + FROM);
        if (producersThatReach >= WITNESSES && brokersReached >= 1) {
            return alone(producersThatReach, brokersReached);
        }
        if (isBrokerDown()) {
            return brokerDown();
        }
        if (producersThatReach >= 1 && isProducerIsolated()) {
            return decision(
                    PairVerdict.PRODUCER_ISOLATED,
                    failed + "; this producer fails at " + brokers(Deed.FAILS, from)
                            + " other broker(s) too and reaches none, while others reach this one",
                    "look at the network of the host " + pair.producer.describe());
        }
        return undetermined(
                failed + "; " + producersThatReach + " other producer(s) reach this broker and this producer reaches "
                        + brokersReached + " other broker(s), too few to say whose fault it is",
                null);
    }

    private Decision alone(int producersThatReach, int brokersReached) {
        if (run.isWithoutRoute()) {
            return undetermined(
                    failed + ": the producer's own host knows no way, while " + producersThatReach
                            + " other producers reach the broker",
                    "on " + pair.producer.describe() + ": ip route get " + pair.peerIp + "; ip neigh show");
        }
        List<Integer> ports = portsReached(pair, run);
        return decision(
                PairVerdict.PAIR_BLACK_HOLE,
                failed + ", while " + producersThatReach
                        + " other producers reach this broker and this producer reaches " + brokersReached
                        + " other broker(s)" + named(ports),
                ports.isEmpty()
                        ? Remedies.again(pair)
                        : "look at what serves port " + pair.port + " of " + pair.peerIp
                                + " alone: a listener of a load balancer and its targets, a NodePort, a rule of a"
                                + " security group; then " + Remedies.again(pair));
    }

    private boolean isBrokerDown() {
        return witnesses.count(Deed.MAYBE_REACHES, from + FROM, to) == 0
                && witnesses.elsewhere(pair, Deed.FAILS, from, to) >= 1
                && !(isShort() && witnesses.count(Deed.RESTS, from, to) > 0);
    }

    private Decision brokerDown() {
        return decision(
                PairVerdict.BROKER_DOWN,
                failed + "; " + witnesses.elsewhere(pair, Deed.FAILS, from, to)
                        + " other producer(s) fail too and none reaches this broker",
                portsReached(pair, run).isEmpty()
                        ? "look at the host " + pair.peerIp + ": none of its clients gets an answer"
                        : "look at what serves port " + pair.port + " of " + pair.peerIp
                                + ": the address answers at others");
    }

    private boolean isProducerIsolated() {
        return brokers(Deed.MAYBE_REACHES, from + FROM) == 0
                && brokers(Deed.FAILS, from) >= 1
                && !(isShort() && brokers(Deed.RESTS, from) > 0);
    }

    private boolean isShort() {
        return to - from < TOLD_WITHIN;
    }

    /** Others of this producer's until the last failure. */
    private int brokers(Deed deed, long fromMinute) {
        int count = 0;
        for (Pair other : pair.producer.pairs()) {
            count += other != pair && deed.isDoneBy(other, fromMinute, to) ? 1 : 0;
        }
        return count;
    }

    /** Brokers behind the same address that this producer reached meanwhile: so the address itself answers it. */
    static List<Integer> portsReached(Pair pair, Run run) {
        List<Integer> ports = new ArrayList<>();
        for (Pair other : pair.producer.ofAddress(pair.peerIp)) {
            if (other != pair
                    && other.maybeReachedIn(Minutes.of(run.windowFromMs()) + FROM, Minutes.of(run.lastMs()))) {
                ports.add(other.port);
            }
        }
        Collections.sort(ports);
        return ports;
    }

    /** The ends of those that reached each other while it failed. */
    static Set<String> reached(Collection<Pair> pairs, Run run, Function<Pair, String> end) {
        Set<String> ends = new TreeSet<>();
        for (Pair pair : pairs) {
            if (pair.surelyReachedIn(Minutes.of(run.windowFromMs()) + FROM, Minutes.of(run.lastMs()))) {
                ends.add(end.apply(pair));
            }
        }
        return ends;
    }

    private static String named(List<Integer> ports) {
        String first = ports.subList(0, Math.min(8, ports.size())).toString();
        return ports.isEmpty()
                ? ""
                : ", port " + first.substring(1, first.length() - 1) + " of the same address among them";
    }

    private Decision undetermined(String reason, String remedy) {
        return decision(PairVerdict.UNDETERMINED, reason, remedy);
    }

    private Decision decision(PairVerdict verdict, String reason, String remedy) {
        return new Decision(pair, verdict, reason, remedy, witnesses, run);
    }
}
