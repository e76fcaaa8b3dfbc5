package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand histories of a client's network, 200,000 in the profile {@code full}, each from one seed, with all of
 * the agent that decides about flows: {@code -Dsimulation.seed=N} replays one, {@code -Dsimulation.schedules=N} plays
 * so many.
 */
class FlowSimulationTest {

    private static final int SCHEDULES =
            Integer.getInteger("simulation.schedules", Boolean.getBoolean("matrix.full") ? 200_000 : 10_000);
    private static final String REPLAY = "mvn -pl agent test -Dtest=FlowSimulationTest -Dsimulation.seed=";

    private final List<String> faults = new ArrayList<>();
    private final Map<Verdict, Integer> told = new EnumMap<>(Verdict.class);
    private int idleAlive;
    private int alive;
    private int dead;
    private int givenUp;
    private double expectedAlive;
    private double expectedIdleAlive;
    private int lostBeforeDark;
    private double expectedBeforeDark;
    private double slowestMs;
    private double slowestRecoveryMs;
    private long mostCalls;
    private int slow;
    private long foundQueueFull;

    @Test
    void whateverHappensNoLivingFlowIsEndedADeadOneIsAndEachSocketHasWhatItsStateDemands() {
        Long one = Long.getLong("simulation.seed");
        if (one != null) {
            play(one);
        } else {
            for (long seed = 1; seed <= SCHEDULES; seed++) {
                play(seed);
            }
        }
        System.out.println(SCHEDULES + " histories: " + told + ", dead flows ended " + dead + ", living ones " + alive
                + " (by the chance of loss " + Math.round(expectedAlive * 10) / 10.0 + " are expected) and idle "
                + idleAlive + " (" + Math.round(expectedIdleAlive * 10) / 10.0 + "), on " + lostBeforeDark
                + " paths that went dark just after a loss ("
                + Math.round(expectedBeforeDark * 10) / 10.0 + "), living ones given up by the kernel " + givenUp
                + ", the slowest on a fast network after "
                + Math.round(slowestMs) + " ms, a new connection at the latest after " + Math.round(slowestRecoveryMs)
                + " ms, most system calls for one connection in a second " + mostCalls + ", slow lines " + slow
                + ", segments that found their queue full " + foundQueueFull);
        assertThat(faults.subList(0, Math.min(20, faults.size())))
                .as(faults.size() + " faults")
                .isEmpty();
        assertThat(alive)
                .as("living flows ended, where %s are expected by the chance of loss", expectedAlive)
                .isLessThanOrEqualTo(EndingsByChance.most(expectedAlive));
        assertThat(idleAlive)
                .as("idle ones with them, where %s are expected", expectedIdleAlive)
                .isLessThanOrEqualTo(EndingsByChance.most(expectedIdleAlive));
        assertThat(lostBeforeDark)
                .as("paths that went dark just after a loss, where %s are expected", expectedBeforeDark)
                .isLessThanOrEqualTo(EndingsByChance.most(expectedBeforeDark));
    }

    @Test
    void aSeedReplays() {
        for (long seed = 1; seed <= 50; seed++) {
            assertThat(new FlowHistory(seed).run().sums())
                    .isEqualTo(new FlowHistory(seed).run().sums());
        }
    }

    @Test
    void whatTheAgentKeepsOfAllThatItHasSeenDoesNotGrow() {
        FlowHistory history = twentyMinutesOfCuts();
        long afterTwentyMinutes = Kept.by(history.jvm.kept());
        history.time.runTo(3_600_000);

        assertThat(history.endedDead).isGreaterThan(400);
        assertThat(Kept.by(history.jvm.kept())).isLessThanOrEqualTo(afterTwentyMinutes + afterTwentyMinutes / 5);
    }

    /** The first history whose agent ends what is dead: in others it only observes, or is detached early. */
    private static FlowHistory twentyMinutesOfCuts() {
        for (long seed = 1; seed <= 50; seed++) {
            FlowHistory history = new FlowHistory(seed);
            history.cutsEachHalfMinute();
            history.time.runTo(1_200_000);
            if (history.endedDead > 150) {
                return history;
            }
        }
        throw new AssertionError("no seed of 50 ends dead connections");
    }

    private void play(long seed) {
        FlowHistory history = new FlowHistory(seed).run();
        for (String fault : history.faults) {
            faults.add(REPLAY + seed + ": " + fault);
        }
        history.told.forEach((verdict, count) -> told.merge(verdict, count, Integer::sum));
        idleAlive += history.endedIdleAlive;
        alive += history.endedAlive;
        expectedAlive += history.byChance.waiting();
        expectedIdleAlive += history.byChance.idle();
        lostBeforeDark += history.lostBeforeDark.size();
        expectedBeforeDark += history.byChance.beforeDark();
        dead += history.endedDead;
        givenUp += history.givenUpAlive;
        slowestMs = Math.max(slowestMs, history.slowestMs);
        slowestRecoveryMs = Math.max(slowestRecoveryMs, history.slowestRecoveryMs);
        mostCalls = Math.max(mostCalls, history.mostCalls);
        slow += history.slow ? 1 : 0;
        foundQueueFull += history.line.dropped();
    }
}
