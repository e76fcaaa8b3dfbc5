package io.kafkatcp.report;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import io.kafkatcp.report.firstsend.FirstSend;
import io.kafkatcp.report.firstsend.Kind;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What happened between one producer's host and one broker. */
public final class Cell {

    public String producer;
    public String broker;
    /** As the records have them, or null. */
    public final String host;

    public final String localIp;
    public final String peerIp;
    /** Negative where no record says. */
    public final int peerPort;

    public long opened;
    /** Whether a record speaks of a connection that was there. */
    public boolean wasOpen;

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

    /** As correlate has it. */
    private static final String HEALTHY = "healthy";

    private static final long[] NONE = new long[Kind.values().length];

    private long[] sends = NONE;
    private Map<String, long[]> failures = Collections.emptyMap();
    private Set<String> failureVerdicts = Collections.emptySet();

    private long failedConnects;
    private long unansweredConnects;
    private String lastVerdict;
    private String lastOutcome;
    private long[] lastFailures;
    private boolean known;
    private long pid;
    private String arm;
    private String recordsHost;

    /** @param peerPort negative where no record says */
    Cell(String host, String localIp, String peerIp, int peerPort) {
        this.host = host;
        this.localIp = localIp;
        this.peerIp = peerIp;
        this.peerPort = peerPort;
    }

    void called(String producersName, String brokersName) {
        producer = producersName;
        broker = brokersName;
    }

    void seen(long timeMs) {
        firstMs = Math.min(firstMs, timeMs);
        lastMs = Math.max(lastMs, timeMs);
    }

    void send(FirstSend send) {
        sends = sends == NONE ? NONE.clone() : sends;
        sends[send.kind.ordinal()]++;
        if (send.survived()) {
            longestSurvivedMs = Math.max(longestSurvivedMs, send.idleMs);
        } else if ((send.kind == Kind.BLACKHOLED || send.kind == Kind.RESET) && !send.probed) {
            shortestBlackholedMs = shortestBlackholedMs < 0 ? send.idleMs : Math.min(shortestBlackholedMs, send.idleMs);
        }
        if (send.isStall()) {
            trouble(send::origin);
        }
    }

    /** Whether the last record was another process', or had another arm. */
    boolean isOfAnother(FileRecord record) {
        long nextPid = record.number(Field.PID, -1);
        String nextArm = record.text(Field.ARM);
        String nextHost = record.text(Field.HOST);
        boolean another =
                !known || nextPid != pid || !Objects.equals(nextArm, arm) || !Objects.equals(nextHost, recordsHost);
        known = true;
        pid = nextPid;
        arm = nextArm;
        recordsHost = nextHost;
        return another;
    }

    void failed(String outcome, String verdict, Supplier<Origin> origin) {
        failedConnects++;
        unansweredConnects += isUnanswered(outcome, verdict) ? 1 : 0;
        if (!verdict.equals(lastVerdict)) {
            failureVerdicts = failureVerdicts.isEmpty() ? new HashSet<>(4) : failureVerdicts;
            failureVerdicts.add(verdict);
            lastVerdict = verdict;
        }
        if (!outcome.equals(lastOutcome)) {
            failures = failures.isEmpty() ? new HashMap<>(4) : failures;
            lastFailures = failures.computeIfAbsent(outcome, o -> new long[1]);
            lastOutcome = outcome;
        }
        lastFailures[0]++;
        trouble(origin);
    }

    /** Those that the verdict of the pair weighs; any other failure has a cause of its own. */
    private static boolean isUnanswered(String outcome, String verdict) {
        return outcome.equals("unreachable")
                || outcome.equals("timeout")
                        && (verdict.equals(Verdict.CONNECT_UNANSWERED.jsonName)
                                || verdict.equals(Verdict.UNDETERMINED.jsonName));
    }

    void expired(long records, Supplier<Origin> origin) {
        expiredBatches++;
        lostRecords += records;
        trouble(origin);
    }

    public long sends(Kind kind) {
        return sends[kind.ordinal()];
    }

    /** Failed connects by their outcome. */
    public Map<String, Long> failures() {
        Map<String, Long> byOutcome = new TreeMap<>();
        failures.forEach((outcome, count) -> byOutcome.put(outcome, count[0]));
        return byOutcome;
    }

    public boolean failedBy(String verdict) {
        return failureVerdicts.contains(verdict);
    }

    public long failedConnects() {
        return failedConnects;
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

    /** Whether the pair is to be marked: a connect that was lost now and then is none of a healthy one's troubles. */
    public boolean isIll() {
        return isHealthy()
                ? expiredBatches > 0 || failedConnects > unansweredConnects || stalls() > 0
                : verdict != null || badness() > 0;
    }

    public boolean isHealthy() {
        return HEALTHY.equals(verdict);
    }

    private void trouble(Supplier<Origin> origin) {
        firstTrouble = firstTrouble == null ? origin.get() : firstTrouble;
    }
}
