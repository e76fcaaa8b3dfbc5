package io.kafkatcp.correlate;

import io.kafkatcp.correlate.fleet.Neighbour;
import io.kafkatcp.correlate.fleet.Run;
import io.kafkatcp.correlate.host.HostFile;
import io.kafkatcp.correlate.host.NeighbourTable;
import io.kafkatcp.correlate.inventory.Inventory;
import io.kafkatcp.correlate.net.Ip;
import io.kafkatcp.correlate.net.Mac;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What one host's entry for the other end of a failing pair proves, beside what the inventory says whose hardware
 * address that is. Pure.
 */
final class ArpLook {

    enum Result {
        WRONG,
        RIGHT,
        /** There is something, and it proves nothing. */
        DOUBT,
        NOTHING
    }

    static final ArpLook NOTHING = new ArpLook(Result.NOTHING, null, null);

    /** A table from longer after the last failure may have healed; Linux takes about a minute for it. */
    private static final long FRESH_MS = 10 * 60_000;

    final Result result;
    /** A clause of a sentence; null for {@link Result#NOTHING}. */
    final String words;
    /** What to run where the entry is wrong; null otherwise. */
    final String remedy;

    private ArpLook(Result result, String words, String remedy) {
        this.result = result;
        this.words = words;
        this.remedy = remedy;
    }

    static ArpLook doubt(String words) {
        return new ArpLook(Result.DOUBT, words, null);
    }

    boolean is(Result other) {
        return result == other;
    }

    /**
     * @param whose "the broker" or "the producer"
     * @param at the host that has the table, as people find it
     * @param ip the address of the other end
     * @param reached others' addresses that this host reached meanwhile
     */
    static ArpLook in(
            HostFile file, String whose, String at, String ip, Run run, Inventory inventory, Set<String> reached) {
        NeighbourTable table = file.neighbours();
        NeighbourTable.Entry entry = table.entry(ip);
        if (entry == null) {
            return doubt(whose + "'s table has no entry for " + ip + ": it healed, or was collected too late, or " + ip
                    + " is outside its subnets and a gateway stands between");
        }
        List<NeighbourTable.Entry> contradicting = table.contradicting(ip);
        if (!contradicting.isEmpty()) {
            return doubt(ip + " is ambiguous in " + whose + "'s table: " + on(contradicting.get(0)) + " and "
                    + on(contradicting.get(contradicting.size() - 1)));
        }
        if (!entry.isComplete()) {
            return doubt(whose + "'s entry for " + ip + " is incomplete" + state(entry));
        }
        ArpLook look = compared(entry, whose, at, run, file, inventory);
        String proxied = look.is(Result.WRONG) ? proxied(entry, table, inventory, reached) : null;
        return proxied == null ? look : doubt(look.words + "; " + proxied);
    }

    /** What works with the same hardware address, which is not its own either, is answered for by something else. */
    private static String proxied(
            NeighbourTable.Entry entry, NeighbourTable table, Inventory inventory, Set<String> reached) {
        for (String ip : reached) {
            NeighbourTable.Entry other = table.entry(ip);
            String real = inventory.mac(ip);
            boolean same = other != null && other.isComplete() && other.mac.equals(entry.mac);
            if (same && real != null && !real.equals(entry.mac)) {
                return "but so it has for " + ip + ", which works and is " + real
                        + " in the inventory: something answers ARP for both (proxy ARP, a virtual network)";
            }
        }
        return null;
    }

    /** The entry of before the record was written, which the record carries. */
    static ArpLook in(Neighbour seen, String at, String peerIp, Run run, Inventory inventory) {
        if (seen == null || seen.timeMs < run.firstMs() || !seen.ip.equals(Ip.canonical(peerIp))) {
            return NOTHING;
        }
        if (!seen.complete) {
            return doubt("the producer's own entry for " + peerIp + " is incomplete: its ARP requests get no answer");
        }
        if (inventory.owners(peerIp).isEmpty()) {
            return NOTHING;
        }
        NeighbourTable.Entry entry = new NeighbourTable.Entry(peerIp, seen.mac, null, null);
        return compared(entry, "the producer", at, run, new HostFile("records").collectedAt(seen.timeMs), inventory);
    }

    private static ArpLook compared(
            NeighbourTable.Entry entry, String whose, String at, Run run, HostFile file, Inventory inventory) {
        String known = whose + " has " + entry.mac + " for " + entry.ip + state(entry);
        if (inventory.owners(entry.ip).isEmpty()) {
            return doubt(known + ", and no inventory says whose that is");
        }
        String doubt = inventory.doubt(entry.ip);
        if (doubt == null) {
            doubt = untimely(file, run);
        }
        if (doubt != null) {
            return doubt(known + "; " + doubt);
        }
        String real = inventory.mac(entry.ip);
        if (!entry.mac.equals(real) && Mac.stoodInFor(entry.mac) != null) {
            return doubt(known + ", which is no interface's own: " + Mac.stoodInFor(entry.mac));
        }
        if (!entry.mac.equals(real)) {
            String owner = inventory.owners(entry.ip).get(0).describe();
            return new ArpLook(
                    Result.WRONG,
                    known + ", and the inventory says " + real + (owner.startsWith(real) ? "" : " (" + owner + ")"),
                    remedy(entry, at, file.gcThresh1()));
        }
        return file.collectedMs() == HostFile.UNKNOWN
                ? doubt(known + ", which is right, but the table does not say when it was collected:"
                        + " it may have healed since")
                : new ArpLook(Result.RIGHT, known + ", which is right", null);
    }

    private static String untimely(HostFile file, Run run) {
        long collected = file.collectedMs();
        boolean timely =
                collected == HostFile.UNKNOWN || collected >= run.firstMs() && collected <= run.lastMs() + FRESH_MS;
        return timely
                ? null
                : "the table was collected at " + Instant.ofEpochMilli(collected) + ", and the failures were from "
                        + Instant.ofEpochMilli(run.firstMs()) + " to " + Instant.ofEpochMilli(run.lastMs());
    }

    private static String on(NeighbourTable.Entry entry) {
        return entry.mac + (entry.device == null ? "" : " on " + entry.device) + state(entry);
    }

    private static String state(NeighbourTable.Entry entry) {
        return entry.state == null ? "" : " (" + entry.state + ")";
    }

    /** @param gcThresh1 of IPv4 on that host, where it said so */
    private static String remedy(NeighbourTable.Entry entry, String at, long gcThresh1) {
        if (!entry.isOfLinux) {
            return "on " + at + ": delete its entry for " + entry.ip + " (arp -d " + entry.ip
                    + "; on a router clear arp " + "or clear ip arp)";
        }
        String now = "on " + at + ": ip neigh del " + entry.ip
                + (entry.device == null
                        ? " (it wants the device too, that ip route get " + entry.ip + " names)"
                        : " dev " + entry.device);
        return entry.stays()
                ? now + "; gc_thresh1=0 would not help, since the kernel does not collect an entry that is "
                        + entry.state
                : now + "; against the next one: sysctl -w net." + (Ip.isV6(entry.ip) ? "ipv6" : "ipv4")
                        + ".neigh.default.gc_thresh1=0"
                        + (gcThresh1 == HostFile.UNKNOWN || Ip.isV6(entry.ip) ? "" : " (now " + gcThresh1 + ")")
                        + ", which removes idle entries after 60 to 90 s";
    }
}
