package io.kafkatcp.lab.demo;

import io.kafkatcp.lab.SsTimer;
import io.kafkatcp.sample.ProbeResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What one scenario came to, in figures that were all read from the producer or the kernel. */
record Row(
        Scenario scenario,
        ProbeResult probe,
        List<SsTimer> timers,
        long resent,
        long dropped,
        Optional<AgentWarning> warning,
        Optional<String> verdict) {
    static final List<String> HEADER =
            List.of("", "scenario", "first ack", "agent told", "verdict", "kernel", "resent", "dropped");
    static final String LEGEND = String.join(
            "\n",
            "idle:       the middlebox forgets a flow that was idle for " + Scenario.MIDDLEBOX_FORGETS_S + " s",
            "failover:   it loses all flows at once, " + ScenarioRun.FAILOVER_BEFORE_PROBE.toSeconds()
                    + " s before the record",
            "cut:        the same, while " + Scenario.RECORDS_PER_S + " records/s flow",
            "stale ARP:  the broker has a MAC for the producer's address that nobody has; the entry is deleted "
                    + "when the agent has told",
            "first ack:  from sending a record after " + Scenario.IDLE.toSeconds()
                    + " idle seconds to its acknowledgement; rows 6 and 7: the longest time"
                    + "\n            between two acknowledgements; row 9: from the first SYN",
            "agent told: so long after the send the agent's warning stood in the producer's log",
            "verdict:    what the agent's record says that it proves",
            "kernel:     the timers of the idle connections, or of the SYN, as ss -tno shows them",
            "resent:     TCP segments sent again from the record, or the cut, on",
            "dropped:    packets that the middlebox threw away",
            "");

    List<String> cells() {
        return List.of(
                Integer.toString(scenario.number()),
                scenario.title(),
                time(),
                told(),
                verdict.orElse(""),
                kernel(timers),
                Long.toString(resent),
                Long.toString(dropped));
    }

    Optional<String> violation() {
        Optional<String> why = probe.failure()
                .map(failure -> "the record was lost after " + seconds(probe.elapsedMs()) + " (" + failure + ")")
                .filter(lost -> scenario.agentArguments().isPresent())
                .or(() -> scenario.expectation().violatedBy(probe.elapsedMs()))
                .or(this::warningViolation);
        return why.map(words -> "row " + scenario.number() + " (" + scenario.title() + "): " + words);
    }

    private Optional<String> warningViolation() {
        if (scenario.verdict().isPresent() && warning.isEmpty()) {
            return Optional.of("the agent told nothing of the stall");
        }
        if (scenario.verdict().isEmpty() && warning.isPresent()) {
            return Optional.of("the agent told of a stall where there must be none");
        }
        if (!scenario.verdict().equals(verdict)) {
            return Optional.of("the agent's verdict was " + verdict.orElse("none") + ", expected "
                    + scenario.verdict().orElse("none"));
        }
        long withinMs = scenario.warnedWithin().toMillis();
        return warning.filter(told -> told.waitingMs() > withinMs)
                .map(told -> "the agent told of the stall after " + seconds(told.waitingMs()) + ", expected within "
                        + seconds(withinMs));
    }

    private String told() {
        return warning.map(told -> seconds(told.waitingMs())).orElse("");
    }

    String time() {
        return probe.acknowledged() ? seconds(probe.elapsedMs()) : "lost after " + seconds(probe.elapsedMs());
    }

    /** The connections' timers as they stood at one moment, like "keepalive in 1.7s, 1.9s"; equal ones once. */
    static String kernel(List<SsTimer> timers) {
        Map<String, Set<String>> expiries = new TreeMap<>();
        timers.forEach(timer ->
                expiries.computeIfAbsent(timer.kind(), kind -> new TreeSet<>()).add(expiry(timer)));
        return expiries.isEmpty()
                ? "no connection"
                : expiries.entrySet().stream()
                        .map(one -> one.getKey().equals(SsTimer.NONE.kind())
                                ? "no timer"
                                : one.getKey() + " in " + String.join(", ", one.getValue()))
                        .collect(Collectors.joining("; "));
    }

    private static String expiry(SsTimer timer) {
        double seconds = timer.expiresInSeconds().orElse(0.0);
        return seconds >= 120 ? (long) (seconds / 60) + "min" : String.format(Locale.ROOT, "%.1fs", seconds);
    }

    static String seconds(long ms) {
        return String.format(Locale.ROOT, ms < 10_000 ? "%.3f s" : "%.1f s", ms / 1000.0);
    }
}
