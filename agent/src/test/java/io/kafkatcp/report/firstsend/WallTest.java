package io.kafkatcp.report.firstsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kafkatcp.facts.IdleTimeouts;
import io.kafkatcp.facts.IdleTimeouts.Ending;
import io.kafkatcp.report.Facts;
import io.kafkatcp.report.finding.Finding;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WallTest {

    @Test
    void itLiesBetweenTheLongestThatSurvivedAndTheShortestThatWasLost() {
        Wall wall = Facts.straddling(9_600, 10_400).analysed().sends.wall();

        assertThat(wall.isPlaced()).isTrue();
        assertThat(wall.survivedMs).isEqualTo(9_600);
        assertThat(wall.blackholedMs).isEqualTo(10_400);
        assertThat(wall.positionMs()).isEqualTo(10_000);
        assertThat(wall.survivor.json).contains("\"idle_ms\":9600");
        assertThat(wall.victim.json).contains("\"idle_ms\":10400");
    }

    @Test
    void aFewStallsBeforeItDoNotMoveIt() {
        Facts facts = new Facts();
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            long idleMs = 30_000 + random.nextInt(600_000);
            facts = idleMs < 350_000 && random.nextInt(200) > 0 ? facts.answered(idleMs, 5) : facts.blackholed(idleMs);
        }

        Wall wall = facts.analysed().sends.wall();

        assertThat(wall.positionMs()).isCloseTo(350_000, within(1_000L));
        assertThat(wall.blackholedBelow).isBetween(1L, 40L);
        assertThat(wall.isClean()).isTrue();
    }

    @Test
    void flowsOfAnotherWayThatOutliveItDoNotMoveIt() {
        Facts facts = new Facts();
        Random random = new Random(2);
        for (int i = 0; i < 5_000; i++) {
            long idleMs = 30_000 + random.nextInt(600_000);
            facts = idleMs < 350_000 || random.nextInt(3) > 0 ? facts.answered(idleMs, 5) : facts.blackholed(idleMs);
        }

        Wall wall = facts.analysed().sends.wall();

        assertThat(wall.positionMs()).isCloseTo(350_000, within(3_500L));
        assertThat(wall.isPlaced()).isTrue();
        assertThat(wall.isClean()).isFalse();
    }

    @Test
    void twentyStallsAmongThousandsOfAnswersAreEnough() {
        Facts facts = new Facts();
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            facts.answered(30_000 + (long) (200_000 * random.nextDouble() * random.nextDouble()), 5);
        }
        for (int i = 0; i < 20; i++) {
            facts.blackholed(241_000 + random.nextInt(100_000));
        }

        Wall wall = facts.analysed().sends.wall();

        assertThat(wall.blackholedMs).isBetween(241_000L, 260_000L);
        assertThat(wall.survivedMs).isBetween(220_000L, 230_000L);
        assertThat(IdleTimeouts.between(wall.survivedMs, wall.blackholedMs, Ending.DROPS))
                .extracting(known -> known.box)
                .containsExactly("Azure Load Balancer", "Azure Event Hubs");
        assertThat(IdleTimeouts.between(wall.survivedMs, wall.blackholedMs, Ending.RESETS))
                .extracting(known -> known.box)
                .containsExactly("Azure NAT Gateway", "Azure Firewall to and from the Internet");
    }

    @Test
    void stallsWhateverTheIdleTimeMakeNone() {
        Facts facts = new Facts();
        Random random = new Random(4);
        for (int i = 0; i < 400; i++) {
            long idleMs = 30_000 + random.nextInt(600_000);
            facts = random.nextInt(10) > 0 ? facts.answered(idleMs, 5) : facts.blackholed(idleMs);
        }

        assertThat(facts.analysed().sends.wall().isPlaced()).isFalse();
    }

    @Test
    void ofTwoMiddleboxesTheOneThatForgetsSoonerDecidesWhatToSet() {
        Facts facts = new Facts();
        Random random = new Random(5);
        for (int i = 0; i < 4_000; i++) {
            boolean soon = i % 2 == 0;
            long idleMs = 5_000 + random.nextInt(115_000);
            facts.host(soon ? "soon" : "late");
            facts = idleMs < (soon ? 15_000 : 60_000) ? facts.answered(idleMs, 5) : facts.blackholed(idleMs);
        }

        Wall wall = facts.analysed().sends.wall();
        Finding finding = facts.findings().get(0);

        assertThat(wall.isClean()).isFalse();
        assertThat(wall.positionMs()).isCloseTo(60_000, within(600L));
        assertThat(wall.sooner.positionMs()).isCloseTo(15_000, within(300L));
        assertThat(finding.commands().get(0)).contains("keepalive.idle=4s");
        assertThat(finding.evidence())
                .anySatisfy(line -> assertThat(line).contains("another middlebox on the way of some"));
        assertThat(finding.certainty()).isEqualTo(Finding.Certainty.LIKELY);
        assertThat(facts.analysed().matrix.worst(9))
                .extracting(cell -> cell.producer.split(" ")[0] + " " + cell.longestSurvivedMs / 1_000)
                .containsExactlyInAnyOrder("soon 14", "late 59");
    }

    @Test
    void endsByAResetPlaceAWallOfTheirOwn() {
        for (String verdict : new String[] {"flow_reset", "undetermined"}) {
            Facts facts = new Facts();
            Random random = new Random(6);
            for (int i = 0; i < 2_000; i++) {
                long idleMs = 30_000 + random.nextInt(600_000);
                facts = idleMs < 350_000 ? facts.answered(idleMs, 5) : facts.reset(idleMs, verdict);
            }

            Wall wall = facts.analysed().sends.resetWall();
            Finding finding = facts.findings().get(0);

            assertThat(wall.isPlaced()).isTrue();
            assertThat(wall.positionMs()).isCloseTo(350_000, within(3_500L));
            assertThat(facts.analysed().sends.wall().isPlaced()).isFalse();
            assertThat(finding.title)
                    .contains("answers with a reset")
                    .contains("AWS NAT gateway, AWS Network Load Balancer use 350 s")
                    .doesNotContain("security group");
            assertThat(finding.commands().get(0)).contains("keepalive.idle=37s");
            assertThat(facts.page()).contains("\"reset: 3");
        }
    }

    @Test
    void resetsWhateverTheIdleTimeMakeNone() {
        Facts facts = new Facts();
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            long idleMs = 30_000 + random.nextInt(600_000);
            facts = random.nextInt(10) > 0 ? facts.answered(idleMs, 5) : facts.reset(idleMs, "flow_reset");
        }

        assertThat(facts.analysed().sends.resetWall().isPlaced()).isFalse();
        assertThat(facts.findings().get(0).title).contains("ended at once at the first send after idle");
    }

    @Test
    void tooFewMakeNone() {
        assertThat(new Facts().analysed().sends.wall().isPlaced()).isFalse();
        assertThat(new Facts().answered(9_000, 5).analysed().sends.wall().isPlaced())
                .isFalse();
        assertThat(new Facts().blackholed(12_000).analysed().sends.wall().isPlaced())
                .isFalse();
        assertThat(new Facts()
                        .answered(8_000, 5)
                        .answered(9_000, 5)
                        .blackholed(11_000)
                        .blackholed(12_000)
                        .analysed()
                        .sends
                        .wall()
                        .isPlaced())
                .isFalse();
    }

    @Test
    void onlyBlackholedFlowsFormOne() {
        Facts facts = new Facts();
        for (long idleMs = 8_000; idleMs < 10_000; idleMs += 100) {
            facts.answered(idleMs, 5);
        }
        for (long idleMs = 10_000; idleMs < 12_000; idleMs += 100) {
            facts.slow(idleMs, 20_000, "broker_silent")
                    .slow(idleMs, 2_000, "client_stalled")
                    .closed(idleMs, 20_000, "broker_silent")
                    .answeredAfterLoss(idleMs, 3_000, 3);
        }

        Wall wall = facts.analysed().sends.wall();

        assertThat(wall.isPlaced()).isFalse();
        assertThat(wall.blackholedAbove + wall.blackholedBelow).isZero();
    }

    @Test
    void flowsThatWereProbedTellNothingOfIt() {
        Facts facts = Facts.straddling(349_000, 351_000).host("kept").opened(37);
        for (long idleMs = 400_000; idleMs < 600_000; idleMs += 1_000) {
            facts.answered(idleMs, 5);
        }

        Wall wall = facts.analysed().sends.wall();

        assertThat(wall.survivedMs).isEqualTo(349_000);
        assertThat(wall.survivedAbove).isZero();
    }

    @Test
    void anEnforcedArmIsProbedThoughItsConnectIsNotRecorded() {
        Facts facts = Facts.straddling(349_000, 351_000).host("kept").arm("enforced");
        for (long idleMs = 400_000; idleMs < 600_000; idleMs += 1_000) {
            facts.answered(idleMs, 5);
        }

        assertThat(facts.analysed().sends.wall().survivedAbove).isZero();
    }
}
