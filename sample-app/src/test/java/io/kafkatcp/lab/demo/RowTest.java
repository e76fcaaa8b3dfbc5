package io.kafkatcp.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.lab.SsTimer;
import io.kafkatcp.sample.ProbeResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowTest {
    private static final Scenario BARE = Scenario.all().get(0);
    private static final Scenario KEPT = Scenario.all().get(1);
    private static final Scenario BOUNDED = Scenario.all().get(2);

    @Test
    void what_the_agent_promises_is_no_violation() {
        assertThat(row(BARE, 60_200).violation()).isEmpty();
        assertThat(row(KEPT, 100).violation()).isEmpty();
        assertThat(row(BOUNDED, 12_000).violation()).isEmpty();
    }

    @Test
    void a_stall_with_the_agent_is_named_with_its_figure() {
        assertThat(row(KEPT, 101).violation())
                .hasValueSatisfying(words -> assertThat(words).contains("row 2", "0.101 s", "at most 0.100 s"));
        assertThat(row(BOUNDED, 12_001).violation()).isPresent();
    }

    @Test
    void a_lab_that_makes_no_stall_proves_nothing() {
        assertThat(row(BARE, 29_999).violation())
                .hasValueSatisfying(words -> assertThat(words).contains("row 1", "at least 30.0 s"));
    }

    @Test
    void a_lost_record_is_a_violation_only_with_the_agent() {
        assertThat(lost(KEPT).violation())
                .hasValueSatisfying(words -> assertThat(words).contains("row 2", "lost after 120.0 s", "Timeout"));
        assertThat(lost(BARE).violation()).isEmpty();
    }

    @Test
    void an_agent_that_is_silent_about_a_stall_or_late_or_cries_wolf_is_named() {
        assertThat(row(BOUNDED, 11_000, Optional.empty()).violation())
                .hasValueSatisfying(words -> assertThat(words).contains("told nothing"));
        assertThat(row(BOUNDED, 11_000, Optional.of(new AgentWarning(4_001, "late")))
                        .violation())
                .hasValueSatisfying(words -> assertThat(words).contains("after 4.001 s"));
        assertThat(row(KEPT, 10, Optional.of(new AgentWarning(1_010, "wolf"))).violation())
                .hasValueSatisfying(words -> assertThat(words).contains("must be none"));
    }

    @Test
    void the_agents_warning_is_read_from_the_producers_log() {
        String line = "07:10:00.123 WARN  [kafka-tcp-agent] i.k.agent - First send to node 1 (10.99.0.1:9092) after "
                + "15 s idle: unanswered for 1010 ms,"
                + " 2 retransmissions, no ACK. Something between here and the broker forgot this connection.";

        assertThat(AgentWarning.parse(line)).hasValueSatisfying(told -> {
            assertThat(told.waitingMs()).isEqualTo(1_010);
            assertThat(told.sentence()).startsWith("First send to node 1").endsWith("forgot this connection.");
        });
        assertThat(AgentWarning.parse("WARN - No answer from node 1 (10.99.0.1:9092) for 912 ms, sent again 2 times"))
                .hasValueSatisfying(told -> assertThat(told.waitingMs()).isEqualTo(912));
        assertThat(AgentWarning.parse("INFO something else")).isEmpty();
    }

    @Test
    void another_verdict_than_the_right_one_is_named() {
        Row wrong = new Row(
                BOUNDED,
                new ProbeResult(1, Duration.ofSeconds(15), 0, 11_000, Optional.empty()),
                List.of(),
                0,
                0,
                Optional.of(new AgentWarning(1_010, "First send ...")),
                Optional.of("broker_silent"));

        assertThat(wrong.violation())
                .hasValueSatisfying(
                        words -> assertThat(words).contains("verdict was broker_silent, expected undetermined"));
    }

    @Test
    void a_failed_connect_is_a_warning_too() {
        assertThat(AgentWarning.parse("WARN - Connect to node -1 (10.99.0.1:9092) from 10.7.0.2:45116 failed after "
                        + "9767 ms: no connection"))
                .hasValueSatisfying(told -> assertThat(told.waitingMs()).isEqualTo(9_767));
    }

    @Test
    void timers_of_one_kind_are_told_together() {
        assertThat(Row.kernel(List.of(timer("keepalive", "1.916ms"), timer("keepalive", "1.700ms"))))
                .isEqualTo("keepalive in 1.7s, 1.9s");
        assertThat(Row.kernel(List.of(timer("keepalive", "119min"), timer("keepalive", "119min"))))
                .isEqualTo("keepalive in 119min");
        assertThat(Row.kernel(List.of(SsTimer.NONE, timer("on", "200ms")))).isEqualTo("no timer; on in 0.2s");
        assertThat(Row.kernel(List.of())).isEqualTo("no connection");
    }

    private static SsTimer timer(String kind, String expires) {
        return new SsTimer(kind, expires, 0);
    }

    private static Row row(Scenario scenario, long elapsedMs) {
        return row(
                scenario,
                elapsedMs,
                Optional.of(new AgentWarning(1_010, "First send ..."))
                        .filter(told -> scenario.verdict().isPresent()));
    }

    private static Row row(Scenario scenario, long elapsedMs, Optional<AgentWarning> warning) {
        return new Row(
                scenario,
                new ProbeResult(1, Duration.ofSeconds(15), 0, elapsedMs, Optional.empty()),
                List.of(),
                0,
                0,
                warning,
                scenario.verdict());
    }

    private static Row lost(Scenario scenario) {
        return new Row(
                scenario,
                new ProbeResult(1, Duration.ofSeconds(15), 0, 120_000, Optional.of("TimeoutException: x")),
                List.of(),
                0,
                0,
                Optional.empty(),
                Optional.empty());
    }
}
