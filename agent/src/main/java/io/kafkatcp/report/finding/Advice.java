package io.kafkatcp.report.finding;

import io.kafkatcp.core.start.config.EffectiveTimeouts;
import io.kafkatcp.core.start.config.Options;
import io.kafkatcp.report.Formats;
import java.util.ArrayList;
import java.util.List;

/** The values of the agent's options that follow from the data, by the rules of the Linux kernel. Pure. */
public final class Advice {

    public static final long IDLE_S = Options.defaults().keepaliveIdleSeconds();
    static final long INTERVAL_S = Options.defaults().keepaliveIntervalSeconds();
    static final long USER_TIMEOUT_S = Options.defaults().userTimeoutMs() / 1_000;
    /** Kafka's default of request.timeout.ms: a user timeout above it never acts. */
    static final long REQUEST_TIMEOUT_S = EffectiveTimeouts.KAFKA_REQUEST_TIMEOUT_MS / 1_000;

    static final String FLAG = "-javaagent:kafka-tcp-agent.jar=";
    /** So that the probe, and one that is lost, and the next, all come before the flow is forgotten. */
    private static final int SAFETY = 3;

    public final long idleS;
    public final long intervalS;
    public final long userTimeoutS;

    private Advice(long idleS, long intervalS, long userTimeoutS) {
        this.idleS = idleS;
        this.intervalS = intervalS;
        this.userTimeoutS = userTimeoutS;
    }

    /**
     * @param livesMs how long a flow is known to be remembered; Long.MAX_VALUE where nothing is known
     * @param longestLateAnswerMs of a broker that answered after all
     */
    static Advice of(long livesMs, long longestLateAnswerMs) {
        long limitS = livesMs / 1_000;
        long idle = Math.max(1, Math.min(IDLE_S, limitS / SAFETY));
        long interval = Math.max(1, Math.min(INTERVAL_S, (limitS - idle) / SAFETY));
        long userTimeout = Math.max(USER_TIMEOUT_S, (longestLateAnswerMs * 3 / 2 + 999) / 1_000);
        return new Advice(idle, interval, userTimeout);
    }

    /** In the form of an agent's argument. */
    public String options() {
        return "keepalive.idle=" + idleS + "s,keepalive.interval=" + intervalS + "s,user-timeout=" + userTimeoutS + "s";
    }

    public String flag() {
        return FLAG + options();
    }

    public boolean isDefault() {
        return idleS == IDLE_S && intervalS == INTERVAL_S && userTimeoutS == USER_TIMEOUT_S;
    }

    /** Why these. @param limit in words, what keepalive.idle is a third of */
    List<String> reasons(String limit, long longestLateAnswerMs) {
        List<String> reasons = new ArrayList<>();
        reasons.add(
                isDefault()
                        ? "These are the defaults: the flag without options does the same."
                        : "keepalive.idle is at most a third of " + limit + ", so that a lost probe does no harm.");
        if (userTimeoutS != USER_TIMEOUT_S) {
            reasons.add("user-timeout is above its default of " + USER_TIMEOUT_S
                    + " s because a broker stood still for " + Formats.time(longestLateAnswerMs)
                    + " and came back; a shorter one may cut a connection that it does not read from meanwhile.");
        }
        if (userTimeoutS >= REQUEST_TIMEOUT_S) {
            reasons.add("It must stay below the producers' request.timeout.ms (30 s by default): raise that, or "
                    + "make the brokers faster.");
        }
        return reasons;
    }
}
