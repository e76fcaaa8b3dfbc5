package io.kafkatcp.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One producer's address and one broker's: what came of the connects between them, minute by minute. Its room grows
 * with the time that it fails and not with the records. Command line.
 */
public final class Pair {

    /** Of minutes with failures; the oldest are forgotten. */
    private static final int MOST_FAILED_MINUTES = 3_000;

    private static final int MOST_NAMES = 8;
    private static final long LATELY_MS = 300_000;
    static final long NEVER = Long.MIN_VALUE;

    public final String localIp;
    public final String peerIp;
    private final Minutes ok = new Minutes();
    private final Minutes refused = new Minutes();
    private final Ports ports = new Ports();
    private final TreeMap<Long, FailedMinute> unanswered = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Set<String> names = new TreeSet<>();
    private final Set<String> hosts = new TreeSet<>();
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;
    private long lastOkMs = NEVER;
    private long lastRefusedMs = NEVER;

    Pair(String localIp, String peerIp) {
        this.localIp = localIp;
        this.peerIp = peerIp;
    }

    void ok(long timeMs, int port) {
        reached(timeMs, port);
        count("ok", timeMs);
    }

    private void reached(long timeMs, int port) {
        ports.open(port, timeMs);
        ok.add(timeMs);
        lastOkMs = Math.max(lastOkMs, timeMs);
    }

    /** @param outcome of connect_failed */
    void failed(String outcome, long timeMs, int port) {
        count(outcome, timeMs);
        switch (outcome) {
            case "timeout":
            case "unreachable":
                // a host that has just gone is the one at first, and the other when its ARP entry is
                addUnanswered(timeMs, outcome.equals("unreachable"));
                break;
            case "refused":
                refused.add(timeMs);
                ports.closed(port, timeMs);
                lastRefusedMs = Math.max(lastRefusedMs, timeMs);
                break;
            case "tls":
            case "auth":
            case "reset":
            case "silent":
                // somebody answered the SYN: for the network that is a success
                reached(timeMs, port);
                break;
            default:
                break;
        }
    }

    /** How the records call the broker and the producer's host. */
    void called(String serverName, String host) {
        if (serverName != null && names.size() < MOST_NAMES) {
            names.add(serverName);
        }
        if (host != null && hosts.size() < MOST_NAMES) {
            hosts.add(host);
        }
    }

    private void count(String outcome, long timeMs) {
        counts.merge(outcome, 1L, Long::sum);
        firstMs = Math.min(firstMs, timeMs);
        lastMs = Math.max(lastMs, timeMs);
    }

    private void addUnanswered(long timeMs, boolean withoutRoute) {
        unanswered.computeIfAbsent(Minutes.of(timeMs), FailedMinute::new).add(timeMs, withoutRoute);
        if (unanswered.size() > MOST_FAILED_MINUTES) {
            unanswered.pollFirstEntry();
        }
    }

    /** By outcome; {@code ok} is every sign of a connection that works. */
    public Map<String, Long> counts() {
        return counts;
    }

    public Set<String> names() {
        return names;
    }

    public Set<String> hosts() {
        return hosts;
    }

    public long firstMs() {
        return firstMs;
    }

    public long lastMs() {
        return lastMs;
    }

    long count(String outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    /** Whether the one's packets reached the other and came back, however the connect ended. */
    boolean reachedIn(long fromMinute, long toMinute) {
        return ok.anyIn(fromMinute, toMinute) || refused.anyIn(fromMinute, toMinute);
    }

    /** Whether it got no answer in those minutes, and tried. */
    boolean failedIn(long fromMinute, long toMinute) {
        return !unanswered.subMap(fromMinute, true, toMinute, true).isEmpty();
    }

    /** The ports that refuse as long as they are tried; one that was not tried for a while may be nobody's any more. */
    String closedPorts() {
        return ports.stillClosed(lastMs - LATELY_MS);
    }

    /** {@link #NEVER} where there is none. */
    long lastOkMs() {
        return lastOkMs;
    }

    private boolean isAfterTheLastContact(FailedMinute failed) {
        return failed.firstMs > Math.max(lastOkMs, lastRefusedMs);
    }

    /** What nobody answered since the two last reached each other. */
    Run lastRun() {
        Run run = new Run();
        unanswered.values().stream().filter(this::isAfterTheLastContact).forEach(run::add);
        return run;
    }

    /** Runs that ended with a success. */
    List<Run> earlierRuns() {
        List<Run> runs = new ArrayList<>();
        Run run = new Run();
        long previous = Long.MIN_VALUE;
        for (FailedMinute failed : unanswered.values()) {
            if (isAfterTheLastContact(failed)) {
                break;
            }
            if (previous != Long.MIN_VALUE && reachedIn(previous, failed.minute)) {
                runs.add(run);
                run = new Run();
            }
            run.add(failed);
            previous = failed.minute;
        }
        runs.add(run);
        return runs;
    }
}
