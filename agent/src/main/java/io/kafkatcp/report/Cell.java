package io.kafkatcp.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What happened between one producer's host and one broker. */
public final class Cell {

    public final String producer;
    public final String broker;
    /** As the records have them, or null. */
    public final String host;

    public final String localIp;
    public final String peerIp;
    /** 0 where no record says. */
    public final int peerPort;

    public long opened;
    public long lostRecords;
    public long expiredBatches;
    public long firstMs = Long.MAX_VALUE;
    public long lastMs = Long.MIN_VALUE;
    /** Of flows that were not probed, so that a middlebox saw them as idle; -1 where there is none. */
    public long longestSurvivedMs = -1;

    public long shortestBlackholedMs = -1;
    /** The first record of something that went wrong. */
    public Origin firstTrouble;
    /** What correlating all pairs says of this one; null where it says nothing. */
    public String verdict;

    private final Map<Kind, Long> sends = new EnumMap<>(Kind.class);
    private final Map<String, Long> failures = new TreeMap<>();
    private final Set<String> failureVerdicts = new TreeSet<>();

    Cell(String producer, String broker, String host, String localIp, String peerIp, int peerPort) {
        this.producer = producer;
        this.broker = broker;
        this.host = host;
        this.localIp = localIp;
        this.peerIp = peerIp;
        this.peerPort = peerPort;
    }

    void seen(long timeMs) {
        firstMs = Math.min(firstMs, timeMs);
        lastMs = Math.max(lastMs, timeMs);
    }

    void send(FirstSend send) {
        sends.merge(send.kind, 1L, Long::sum);
        if (send.survived()) {
            longestSurvivedMs = Math.max(longestSurvivedMs, send.idleMs);
        } else if ((send.kind == Kind.BLACKHOLED || send.kind == Kind.RESET) && !send.probed) {
            shortestBlackholedMs = shortestBlackholedMs < 0 ? send.idleMs : Math.min(shortestBlackholedMs, send.idleMs);
        }
        if (send.isStall()) {
            trouble(send.origin());
        }
    }

    void failed(String outcome, String verdict, Origin origin) {
        failureVerdicts.add(verdict);
        failures.merge(outcome, 1L, Long::sum);
        trouble(origin);
    }

    void expired(long records, Origin origin) {
        expiredBatches++;
        lostRecords += records;
        trouble(origin);
    }

    public long sends(Kind kind) {
        return sends.getOrDefault(kind, 0L);
    }

    /** Failed connects by their outcome. */
    public Map<String, Long> failures() {
        return failures;
    }

    boolean failedBy(String verdict) {
        return failureVerdicts.contains(verdict);
    }

    public long failedConnects() {
        long all = 0;
        for (long count : failures.values()) {
            all += count;
        }
        return all;
    }

    public long stalls() {
        return sends(Kind.BLACKHOLED)
                + sends(Kind.BROKER_SILENT)
                + sends(Kind.CLIENT_STALLED)
                + sends(Kind.LOSS)
                + sends(Kind.UNCLEAR);
    }

    /** For the order: what cost records first, then what could not connect, then what waited. */
    public long badness() {
        return 100 * expiredBatches + 10 * failedConnects() + stalls();
    }

    private void trouble(Origin origin) {
        firstTrouble = firstTrouble == null ? origin : firstTrouble;
    }
}
