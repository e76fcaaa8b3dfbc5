package io.kafkatcp.correlate.fleet;

import io.kafkatcp.correlate.net.Ip;
import java.util.Map;
import java.util.Set;

/**
 * One host's address and one broker's address and port: what came of the connects between them, minute by minute. Its
 * room grows with the time that it fails and not with the records. Command line.
 */
public final class Pair {

    private static final long LATELY_MS = 300_000;
    public static final long NEVER = Contacts.NEVER;

    /** Null where no record says. */
    public final String host;

    public final String localIp;
    public final String peerIp;
    /** 0 where no record says. */
    public final int port;

    /** Known once the fleet is read. */
    public Producer producer;

    private final Contacts contacts = new Contacts();
    private final FailedMinutes unanswered = new FailedMinutes();
    private final Counts counts = new Counts();
    private final BrokerNames names = new BrokerNames();
    private Neighbour neighbour;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;

    Pair(String host, String localIp, String peerIp, int port) {
        this.host = host;
        this.localIp = localIp;
        this.peerIp = peerIp;
        this.port = port;
    }

    public void ok(long timeMs) {
        contacts.answered(timeMs);
        counts.worked();
        seen(timeMs);
    }

    /** @param timeMs when the minute is over in which responses came */
    public void alive(long timeMs) {
        contacts.alive(timeMs);
        counts.worked();
        seen(timeMs - Minutes.MINUTE_MS);
    }

    /** @param outcome of connect_failed */
    public void failed(String outcome, long timeMs) {
        seen(timeMs);
        if (outcome.equals("timeout")) {
            // by far the most, where something is down
            counts.timedOut();
            unanswered.add(timeMs, false);
            return;
        }
        counts.failed(outcome);
        switch (outcome) {
            case "unreachable":
                // a host that has just gone times out at first, and is this when its ARP entry is gone
                unanswered.add(timeMs, true);
                break;
            case "refused":
                contacts.refused(timeMs);
                break;
            case "tls":
            case "auth":
            case "reset":
            case "silent":
                // somebody answered the SYN: for the network that is a success
                contacts.answered(timeMs);
                break;
            default:
                break;
        }
    }

    void called(String serverName, String nodeId) {
        names.called(serverName, nodeId);
    }

    /** Whether nothing later is known of the producer's table: records come in any order. */
    boolean looksLast(long timeMs) {
        return neighbour == null || timeMs >= neighbour.timeMs;
    }

    void looked(Neighbour seen) {
        neighbour = seen;
    }

    /** Of the last failed connect whose record says; null where none does. */
    public Neighbour neighbour() {
        return neighbour;
    }

    private void seen(long timeMs) {
        firstMs = Math.min(firstMs, timeMs);
        lastMs = Math.max(lastMs, timeMs);
    }

    /** By outcome; {@code ok} is every sign of a connection that works. */
    public Map<String, Long> counts() {
        return counts.all();
    }

    public Set<String> names() {
        return names.names();
    }

    /** Kafka's numbers of it. */
    public Set<String> nodes() {
        return names.nodes();
    }

    /** The broker as people look it up. */
    public String peer() {
        return Ip.withPort(peerIp, port);
    }

    public long firstMs() {
        return firstMs;
    }

    public long lastMs() {
        return lastMs;
    }

    public long worked() {
        return counts.of("ok");
    }

    public long timedOut() {
        return counts.of("timeout");
    }

    public long refused() {
        return counts.of("refused");
    }

    /** Whether the one's packets may have reached the other and come back, however the connect ended. */
    public boolean maybeReachedIn(long fromMinute, long toMinute) {
        return contacts.maybeIn(fromMinute, toMinute);
    }

    public boolean surelyReachedIn(long fromMinute, long toMinute) {
        return contacts.surelyIn(fromMinute, toMinute);
    }

    /** Whether it got no answer in those minutes, and tried. */
    public boolean failedIn(long fromMinute, long toMinute) {
        return unanswered.anyIn(fromMinute, toMinute);
    }

    /** Whether it refused when it was tried last. */
    public boolean refusesNow() {
        return contacts.refusesNow();
    }

    /** One that was not tried while others of the same address were may be nobody's any more. */
    public boolean isTriedLately() {
        long sinceMs = NEVER;
        for (Pair other : producer.ofAddress(peerIp)) {
            sinceMs = Math.max(sinceMs, other.lastMs - LATELY_MS);
        }
        return contacts.lastRefusedMs() >= sinceMs;
    }

    /** {@link #NEVER} where there is none. */
    public long lastOkMs() {
        return contacts.lastOkMs();
    }

    /** What nobody answered since the two last reached each other. */
    public Run lastRun() {
        return unanswered.since(contacts.lastMs());
    }

    /** Whether a run that ended with a success was long enough to mean something. */
    public boolean failedEarlier() {
        return unanswered.hadSuspectRun(contacts.lastMs(), this::maybeReachedIn);
    }
}
