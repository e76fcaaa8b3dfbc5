package io.kafkatcp.core.start.config;

import java.util.ArrayList;
import java.util.List;

/**
 * What the options amount to together, in seconds and lost probes, and where they defeat each other, by the rules of
 * the Linux kernel (tcp_keepalive_timer and tcp_write_timeout in net/ipv4/tcp_timer.c); pure, so that it can be asked
 * without a socket.
 */
public final class EffectiveTimeouts {

    /** Kafka's defaults, the same in every client since 0.9: request.timeout.ms and connections.max.idle.ms. */
    public static final int KAFKA_REQUEST_TIMEOUT_MS = 30_000;

    private static final int KAFKA_MAX_IDLE_SECONDS = 540;
    /** The kernel retransmits after about 0.2, 0.6, 1.4 and 3 s: less time does not outlast a few lost packets. */
    private static final int SHORTEST_SANE_USER_TIMEOUT_MS = 3_000;

    private final int idle;
    private final int interval;
    private final int count;
    private final int userTimeoutMs;
    private final int doubtTimeoutMs;
    private final boolean doubtIsGiven;
    private final int idleThresholdMs;
    private final boolean keepalive;
    private final String fileConflict;

    private EffectiveTimeouts(Options options) {
        this.idle = options.keepaliveIdleSeconds();
        this.interval = options.keepaliveIntervalSeconds();
        this.count = options.keepaliveCount();
        this.userTimeoutMs = options.userTimeoutMs();
        this.doubtTimeoutMs = options.doubtTimeoutMs();
        this.doubtIsGiven = options.isGiven(Option.DOUBT_TIMEOUT);
        this.idleThresholdMs = options.idleThresholdMs();
        this.keepalive = options.keepalive();
        this.fileConflict = options.fileConflict();
    }

    public static EffectiveTimeouts of(Options options) {
        return new EffectiveTimeouts(options);
    }

    /** How many probes have gone unanswered when an idle dead connection is closed. */
    public int lostProbes() {
        // at rest the user timeout is made to fit the probe count, unless it is to stay the same
        if (userTimeoutMs == 0 || doubtTimeoutMs > 0) {
            return count;
        }
        // with a user timeout the kernel asks, after each interval, only whether that time has passed since the last
        // answer
        long beyondIdleMs = userTimeoutMs - idle * 1_000L;
        long intervalMs = interval * 1_000L;
        return (int) Math.max(1, (beyondIdleMs + intervalMs - 1) / intervalMs);
    }

    /** How long after its last packet an idle dead connection is closed. */
    public long idleClosedAfterSeconds() {
        return idle + (long) lostProbes() * interval;
    }

    /** One sentence for the start-up log. */
    public String sentence() {
        return idleSentence() + "; " + dataSentence();
    }

    private String idleSentence() {
        if (!keepalive) {
            return "idle connections are probed by the kernel's own timings (Linux: first after 2 h),"
                    + " so nothing keeps an idle flow alive";
        }
        String lost = lostProbes() == 1 ? "1 lost probe" : lostProbes() + " lost probes";
        String ignored = lostProbes() != count
                ? " (with a user timeout set the kernel ignores keepalive.count=" + count + ")"
                : "";
        return "an idle connection is probed after " + idle + "s and every " + interval
                + "s, and when dead closed after " + idleClosedAfterSeconds() + "s, by " + lost + ignored;
    }

    private String dataSentence() {
        String trusted =
                userTimeoutMs == 0 ? "until Kafka's request.timeout.ms ends it" : "for " + Duration.text(userTimeoutMs);
        return "sent data may stay unacknowledged " + trusted
                + (doubts()
                        ? ", of a first send after " + Duration.text(idleThresholdMs) + " of rest for "
                                + Duration.text(doubtTimeoutMs) + " (longer on a slow network)"
                        : "");
    }

    private boolean doubts() {
        return doubtTimeoutMs > 0 && (userTimeoutMs == 0 || doubtTimeoutMs < userTimeoutMs);
    }

    private int firstSendMs() {
        return doubts() ? doubtTimeoutMs : userTimeoutMs;
    }

    /** All of it, for whoever asked for the options: the sentence, and each conflict as a warning. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(sentence());
        for (String conflict : conflicts()) {
            lines.add("WARN: " + conflict);
        }
        return lines;
    }

    /** Where values defeat each other: what happens, and what to set instead. */
    public List<String> conflicts() {
        List<String> conflicts = new ArrayList<>();
        if (keepalive) {
            addKeepaliveConflicts(conflicts);
        } else {
            addUserTimeoutAlone(conflicts);
        }
        addUserTimeoutConflicts(conflicts);
        if (fileConflict != null) {
            conflicts.add(fileConflict);
        }
        return conflicts;
    }

    private void addKeepaliveConflicts(List<String> conflicts) {
        if (idle >= KAFKA_MAX_IDLE_SECONDS) {
            conflicts.add(
                    "keepalive.idle=" + idle + "s is never reached: Kafka closes a connection that has been idle for"
                            + " connections.max.idle.ms (default " + KAFKA_MAX_IDLE_SECONDS
                            + "s); set keepalive.idle well below it");
        }
        if (lostProbes() > count) {
            conflicts.add("user-timeout=" + Duration.text(userTimeoutMs) + " overrules keepalive.count=" + count
                    + ": a dead idle connection is closed after " + lostProbes() + " lost probes and "
                    + idleClosedAfterSeconds() + "s; " + fewerProbes());
        }
    }

    /** A shorter user timeout where that can be lived with. */
    private String fewerProbes() {
        long fittingSeconds = idle + (long) count * interval;
        return fittingSeconds * 1_000 >= SHORTEST_SANE_USER_TIMEOUT_MS
                ? "set user-timeout to at most " + fittingSeconds + "s"
                : "set user-timeout and keepalive.idle to " + Duration.text(SHORTEST_SANE_USER_TIMEOUT_MS);
    }

    /** Of a client whose own request.timeout.ms ends what the user timeout is to end; null where it does not. */
    public String conflictWith(long requestTimeoutMs) {
        if (userTimeoutMs == 0 || requestTimeoutMs < 0 || requestTimeoutMs > userTimeoutMs) {
            return null;
        }
        return "request.timeout.ms=" + requestTimeoutMs + " is not above user-timeout=" + Duration.text(userTimeoutMs)
                + ": Kafka gives a dead connection up first and the user timeout never acts; "
                + (requestTimeoutMs > SHORTEST_SANE_USER_TIMEOUT_MS
                        ? "set user-timeout below " + requestTimeoutMs + "ms, or raise request.timeout.ms"
                        : "raise request.timeout.ms, for a user timeout below it would close healthy connections");
    }

    private void addUserTimeoutAlone(List<String> conflicts) {
        if (firstSendMs() > 0) {
            conflicts.add("keepalive=off: " + (doubts() ? "doubt-timeout" : "user-timeout")
                    + " bounds a stalled send, but a middlebox still forgets idle"
                    + " connections, and each one stalls for " + Duration.text(firstSendMs())
                    + " at its next send; set keepalive=on");
        } else {
            conflicts.add("keepalive=off and user-timeout=0 leave every socket as Kafka made it;"
                    + " set one of them, or mode=observe");
        }
    }

    private void addUserTimeoutConflicts(List<String> conflicts) {
        if (userTimeoutMs >= KAFKA_REQUEST_TIMEOUT_MS) {
            conflicts.add("user-timeout=" + Duration.text(userTimeoutMs) + " has no effect on requests: Kafka's"
                    + " request.timeout.ms (default " + Duration.text(KAFKA_REQUEST_TIMEOUT_MS)
                    + ") ends them first; set user-timeout below it");
        }
        if (doubtIsGiven && doubtTimeoutMs > 0 && !doubts()) {
            conflicts.add("doubt-timeout=" + Duration.text(doubtTimeoutMs) + " has no effect: user-timeout="
                    + Duration.text(userTimeoutMs)
                    + " ends a first send before it; "
                    + (userTimeoutMs > SHORTEST_SANE_USER_TIMEOUT_MS
                            ? "set doubt-timeout below it, or to 0"
                            : "set doubt-timeout to 0"));
        }
        if (userTimeoutMs > 0 && userTimeoutMs < SHORTEST_SANE_USER_TIMEOUT_MS) {
            conflicts.add("user-timeout=" + Duration.text(userTimeoutMs)
                    + " closes healthy connections when a few packets in a"
                    + " row are lost or a broker stops reading that long; set user-timeout to "
                    + Duration.text(SHORTEST_SANE_USER_TIMEOUT_MS) + " or more");
        }
    }
}
