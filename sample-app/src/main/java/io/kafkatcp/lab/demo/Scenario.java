package io.kafkatcp.lab.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One row of the demo: how a producer is run, how its flow is lost, what must come of it, and whether the agent must tell. */
record Scenario(int number, String title, Optional<String> agentArguments, boolean failover, Expectation expectation, boolean warned) {
    static final Duration IDLE = Duration.ofSeconds(15);
    static final int MIDDLEBOX_FORGETS_S = 10;
    static final String KEEPALIVE = "keepalive.idle=3s,keepalive.interval=1s,keepalive.count=3,user-timeout=5s,idle-threshold=10s";
    static final String USER_TIMEOUT_ONLY = "keepalive=off,user-timeout=5s,idle-threshold=10s";

    static final String OBSERVE = "mode=observe,idle-threshold=10s";

    private static final Expectation NO_STALL = Expectation.atMost(Duration.ofMillis(100));
    /** Kafka's default request.timeout.ms, which it waits for on each dead connection. */
    private static final Expectation STALL = Expectation.atLeast(Duration.ofSeconds(30));
    /** Two dead connections in series, 5 s each, and the time to reconnect. */
    private static final Expectation TWO_USER_TIMEOUTS = Expectation.atMost(Duration.ofSeconds(2 * 5 + 2));

    static List<Scenario> all() {
        return List.of(
                new Scenario(1, "idle, no agent", Optional.empty(), false, STALL, false),
                new Scenario(2, "idle, agent", Optional.of(KEEPALIVE), false, NO_STALL, false),
                new Scenario(3, "idle, user timeout only", Optional.of(USER_TIMEOUT_ONLY), false, TWO_USER_TIMEOUTS, true),
                new Scenario(4, "failover, agent", Optional.of(KEEPALIVE), true, TWO_USER_TIMEOUTS, true),
                new Scenario(5, "failover, no agent", Optional.empty(), true, STALL, false),
                new Scenario(6, "idle, agent looks on", Optional.of(OBSERVE), false, STALL, true));
    }
}
