package io.kafkatcp.report.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.report.Facts;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FarEndClosesTest {

    private static final long MINUTE = 60_000;

    @Test
    void anEndAlwaysAfterTheSameIdleTimeIsTheFarEndsOwnTimeoutAndKeepaliveIsNothingToIt() {
        Facts facts = new Facts().opened(37);
        for (int i = 0; i < 12; i++) {
            facts.after(7 * MINUTE).ended("lost", 600_100 + i * 20, 700_000 + i * 90_000, null);
        }

        Finding finding = finding(facts, "far end closes connections that were idle for 600");

        assertThat(finding.title).contains("Kafka broker (connections.max.idle.ms)");
        assertThat(finding.commands()).containsExactly("connections.max.idle.ms=420000");
        assertThat(finding.changes()).anySatisfy(line -> assertThat(line).contains("Keepalive does not help there"));
        assertThat(finding.evidence().get(0)).startsWith("12 of 12 connections");
    }

    @Test
    void aResetWithoutProbesMayBeAMiddleboxsForWhichKeepaliveHelps() {
        Facts facts = new Facts().opened(7_200);
        for (int i = 0; i < 12; i++) {
            facts.after(7 * MINUTE).ended("lost", 240_100 + i * 20, 300_000 + i * 90_000, "Connection reset by peer");
        }

        Finding finding = finding(facts, "idle for 240");

        assertThat(finding.certainty()).isEqualTo(Finding.Certainty.POSSIBLE);
        assertThat(finding.changes()).anySatisfy(line -> assertThat(line).contains("keepalive.idle below 240"));
    }

    @Test
    void anEndAtTheSameAgeIsTheFarEndsLimitOfAges() {
        Facts facts = new Facts();
        Random random = new Random(1);
        for (int i = 0; i < 12; i++) {
            facts.after(7 * MINUTE).ended("lost", random.nextInt(400_000), 3_600_000 + i * 100, null);
        }

        assertThat(finding(facts, "at an age of 3,600 to 3,601 s").changes())
                .anySatisfy(line -> assertThat(line).contains("connections.max.reauth.ms"));
    }

    @Test
    void aBrokerThatStopsEndsAllAtOnceAndIsNoTimer() {
        Facts facts = new Facts();
        for (int i = 0; i < 40; i++) {
            facts.ended("lost", 600_000 + i, 3_600_000 + i, null);
        }

        assertNothing(facts);
    }

    @Test
    void whatTheClientOrTheKernelEndsIsNotTheFarEnds() {
        Facts facts = new Facts();
        for (int i = 0; i < 12; i++) {
            facts.after(7 * MINUTE)
                    .ended("idle", 540_000, 600_000, null)
                    .ended("client", 540_000, 600_000, null)
                    .ended("lost", 46_000, 600_000 * i, "Connection timed out");
        }

        assertNothing(facts);
    }

    @Test
    void endsAfterAnyIdleTimeAreNoTimers() {
        Facts facts = new Facts();
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            facts.after(MINUTE).ended("lost", random.nextInt(600_000), random.nextInt(6_000_000), null);
        }

        assertNothing(facts);
    }

    @Test
    void flowsInDoubtAreToldWithWhatCameOfThem() {
        Facts facts = new Facts().inDoubt(3, 2, 1, 0).after(MINUTE).inDoubt(2, 2, 0, 0);

        Finding finding = finding(facts, "resting connections were dead");

        assertThat(finding.title).startsWith("4 of 5 resting connections");
        assertThat(finding.evidence().get(0)).contains("In 2 rounds").contains("1 answered");
        assertThat(facts.analysed().timeline.slots().values().stream().mapToLong(slot -> slot.flowsInDoubt))
                .containsExactly(3L, 2L);
        assertThat(facts.page()).contains("flows in doubt");
    }

    private static Finding finding(Facts facts, String title) {
        return facts.findings().stream()
                .filter(finding -> finding.title.contains(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no finding: "
                        + facts.findings().stream()
                                .map(finding -> finding.title)
                                .toList()));
    }

    private static void assertNothing(Facts facts) {
        assertThat(facts.findings()).noneMatch(finding -> finding.title.contains("far end"));
    }
}
