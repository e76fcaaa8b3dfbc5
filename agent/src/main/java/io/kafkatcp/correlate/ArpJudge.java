package io.kafkatcp.correlate;

import java.time.Instant;

/**
 * Whether a pair's black hole is a stale ARP entry: the broker's own table beside what the addresses really belong to.
 * Pure. The entry to look at is the producer's address in the broker's table, not the other way round.
 */
final class ArpJudge {

    /** A table from longer after the last failure may have healed; Linux takes about a minute for it. */
    private static final long FRESH_MS = 10 * 60_000;

    private final Inventory inventory;

    ArpJudge(Inventory inventory) {
        this.inventory = inventory;
    }

    /** @param table the broker's */
    Decision judge(Decision blackHole, NeighbourTable table) {
        String ip = blackHole.pair.localIp;
        NeighbourTable.Entry entry = table.entry(ip);
        String real = inventory.mac(ip);
        String doubt = doubt(blackHole, table, entry, real);
        if (doubt != null) {
            return blackHole.as(PairVerdict.INCONCLUSIVE, blackHole.reason + "; " + doubt, again(blackHole));
        }
        String known =
                "the broker has " + entry.mac + " for " + ip + (entry.state == null ? "" : " (" + entry.state + ")");
        if (entry.mac.equals(real) && table.collectedMs() == Long.MIN_VALUE) {
            return blackHole.as(
                    PairVerdict.INCONCLUSIVE,
                    blackHole.reason + "; " + known
                            + ", which is right, but the table does not say when it was collected:"
                            + " it may have healed since",
                    again(blackHole));
        }
        if (entry.mac.equals(real)) {
            return blackHole.as(
                    PairVerdict.NOT_ARP,
                    blackHole.reason + "; " + known
                            + ", which is right: look at routes, security groups and the way back from "
                            + blackHole.pair.peerIp,
                    null);
        }
        return blackHole.as(
                PairVerdict.STALE_ARP,
                blackHole.reason + "; " + known + ", and the inventory says " + real,
                remedy(blackHole.pair, entry));
    }

    /** Why the table proves nothing; null where it does. */
    private String doubt(Decision blackHole, NeighbourTable table, NeighbourTable.Entry entry, String real) {
        Pair pair = blackHole.pair;
        if (inventory.apart(pair.localIp, pair.peerIp)) {
            return "the two are in different subnets, so the broker asks ARP for its gateway and not for "
                    + pair.localIp + ": look at the router";
        }
        if (entry == null) {
            return "the broker's table has no entry for " + pair.localIp
                    + ": it healed, or was collected too late, or the"
                    + " producer is outside its subnets and a gateway stands between";
        }
        if (!entry.isComplete()) {
            return "the broker's entry for " + pair.localIp + " is incomplete"
                    + (entry.state == null ? "" : " (" + entry.state + ")");
        }
        if (real == null) {
            return "the broker has " + entry.mac + " for " + pair.localIp + ", and no inventory says whose that is";
        }
        long collected = table.collectedMs();
        if (collected != Long.MIN_VALUE
                && (collected < blackHole.run.firstMs() || collected > blackHole.run.lastMs() + FRESH_MS)) {
            return "the table was collected at " + Instant.ofEpochMilli(collected) + ", and the failures were from "
                    + Instant.ofEpochMilli(blackHole.run.firstMs()) + " to "
                    + Instant.ofEpochMilli(blackHole.run.lastMs());
        }
        return null;
    }

    private static String again(Decision blackHole) {
        return "while it fails, on " + blackHole.pair.peerIp + ": " + Collect.COMMAND;
    }

    private static String remedy(Pair pair, NeighbourTable.Entry entry) {
        String device = entry.device == null ? "DEV" : entry.device;
        String now = "on " + pair.peerIp + ": ip neigh del " + pair.localIp + " dev " + device;
        return entry.stays()
                ? now + "; gc_thresh1=0 would not help, since the kernel does not collect an entry that is "
                        + entry.state
                : now
                        + "; against the next one: sysctl -w net.ipv4.neigh.default.gc_thresh1=0, which "
                        + "removes idle entries after 60 to 90 s";
    }
}
