package io.kafkatcp.lab.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One row of the demo: how a producer is run, what befalls it, what must come of it, and what the agent must say of it.
 */
record Scenario(
        int number,
        String title,
        Optional<String> agentArguments,
        Fault fault,
        Expectation expectation,
        Optional<String> verdict,
        Duration warnedWithin) {
    enum Fault {
        FORGOTTEN,
        FAILOVER,
        CUT_WHILE_RECORDS_FLOW,
        STALE_ARP
    }

    static final Duration IDLE = Duration.ofSeconds(15);
    static final int MIDDLEBOX_FORGETS_S = 10;
    static final int RECORDS_PER_S = 50;
    static final Duration STEADY_BEFORE_CUT = Duration.ofSeconds(5);
    /** Records flow on until two request timeouts after the cut are over. */
    static final Duration STEADY = STEADY_BEFORE_CUT.plusSeconds(2 * 30 + 5);

    static final String KEEPALIVE =
            "keepalive.idle=3s,keepalive.interval=1s,keepalive.count=3,user-timeout=5s,idle-threshold=10s";
    static final String USER_TIMEOUT_ONLY =
            "keepalive=off,verify=off,user-timeout=5s,doubt-timeout=0,idle-threshold=10s";
    static final String DEFAULTS = "mode=enforce";
    static final String OBSERVE = "mode=observe,idle-threshold=10s";

    private static final Expectation NO_STALL = Expectation.atMost(Duration.ofMillis(100));
    /** Kafka's default request.timeout.ms, which it waits for on each dead connection. */
    private static final Expectation STALL = Expectation.atLeast(Duration.ofSeconds(30));
    /** Two dead connections in series, 5 s each, and the time to reconnect. */
    private static final Expectation TWO_USER_TIMEOUTS = Expectation.atMost(Duration.ofSeconds(2 * 5 + 2));
    /**
     * Two retransmissions and the proof that the way is open, the default doubt timeout of 3 s at most; and to
     * reconnect.
     */
    private static final Expectation ONE_DOUBT_TIMEOUT = Expectation.atMost(Duration.ofSeconds(4));
    /**
     * Kafka's default socket.connection.setup.timeout.ms, up to a fifth shorter, and what it takes to connect once the
     * way is open; from when the first SYN is seen.
     */
    private static final Expectation SETUP_TIMEOUT =
            new Expectation(Duration.ofSeconds(8).minusMillis(500), Duration.ofSeconds(30));

    private static final Optional<String> BLACKHOLED = Optional.of("flow_blackholed");
    /** Nothing else goes to that broker, and the agent may not ask: it cannot tell the flow from the way. */
    private static final Optional<String> UNDETERMINED = Optional.of("undetermined");

    private static final Optional<String> UNANSWERED = Optional.of("connect_unanswered");
    /** Three retransmissions, the last after 1.4 s, then the proof that the way is open, and what the log may add. */
    private static final Duration AT_ONCE = Duration.ofMillis(2_500);
    /** The agent waits three seconds for something to compare with. */
    private static final Duration UNCOMPARED = Duration.ofMillis(4_000);
    /** Kafka's setup timeout, up to a fifth longer. */
    private static final Duration WITH_KAFKA = Duration.ofMillis(12_500);

    static List<Scenario> all() {
        return List.of(
                stall(1, "idle, no agent", Optional.empty(), Fault.FORGOTTEN, STALL, Optional.empty()),
                stall(2, "idle, agent", Optional.of(KEEPALIVE), Fault.FORGOTTEN, NO_STALL, Optional.empty()),
                new Scenario(
                        3,
                        "idle, user timeout only",
                        Optional.of(USER_TIMEOUT_ONLY),
                        Fault.FORGOTTEN,
                        TWO_USER_TIMEOUTS,
                        UNDETERMINED,
                        UNCOMPARED),
                stall(4, "failover, agent", Optional.of(KEEPALIVE), Fault.FAILOVER, ONE_DOUBT_TIMEOUT, BLACKHOLED),
                stall(5, "failover, no agent", Optional.empty(), Fault.FAILOVER, STALL, Optional.empty()),
                stall(
                        6,
                        "cut while records flow, agent",
                        Optional.of(DEFAULTS),
                        Fault.CUT_WHILE_RECORDS_FLOW,
                        ONE_DOUBT_TIMEOUT,
                        BLACKHOLED),
                stall(
                        7,
                        "cut while records flow, no agent",
                        Optional.empty(),
                        Fault.CUT_WHILE_RECORDS_FLOW,
                        STALL,
                        Optional.empty()),
                stall(8, "idle, agent looks on", Optional.of(OBSERVE), Fault.FORGOTTEN, STALL, BLACKHOLED),
                new Scenario(
                        9,
                        "stale ARP, agent",
                        Optional.of(DEFAULTS),
                        Fault.STALE_ARP,
                        SETUP_TIMEOUT,
                        UNANSWERED,
                        WITH_KAFKA));
    }

    private static Scenario stall(
            int number,
            String title,
            Optional<String> agentArguments,
            Fault fault,
            Expectation expectation,
            Optional<String> verdict) {
        return new Scenario(number, title, agentArguments, fault, expectation, verdict, AT_ONCE);
    }
}
