package io.kafkatcp.report.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.report.ArmComparison;
import io.kafkatcp.report.Facts;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

    @Test
    void theWallIsNamedAfterWhoseTimeoutItIs() {
        Finding finding = Facts.straddling(347_000, 352_000).findings().get(0);

        assertThat(finding.title)
                .contains("between 347 and 352 s: AWS Gateway Load Balancer, AWS Network Firewall")
                .contains("350 s");
        assertThat(finding.evidence().get(0))
                .contains("10 of 10 first sends after 352 s or more were never acknowledged; of 10 after 347 s "
                        + "or less none");
        assertThat(finding.commands())
                .containsExactly(
                        "-javaagent:kafka-tcp-agent.jar=keepalive.idle=37s,keepalive.interval=9s,user-timeout=20s");
        assertThat(finding.certainty()).isEqualTo(Finding.Certainty.SURE);
    }

    @Test
    void theOptionsFollowFromTheWall() {
        Finding finding = Facts.straddling(9_600, 10_400).findings().get(0);

        assertThat(finding.commands().get(0)).contains("keepalive.idle=3s,keepalive.interval=2s");
        assertThat(finding.changes().get(0)).contains("a third of the 9.60 s");
    }

    @Test
    void aUserTimeoutIsLongerThanTheLongestAnswerThatCame() {
        Finding finding = Facts.straddling(347_000, 352_000)
                .slow(40_000, 18_000, "broker_silent")
                .findings()
                .get(0);

        assertThat(finding.commands().get(0)).contains("user-timeout=27s");
        assertThat(finding.changes())
                .anySatisfy(change -> assertThat(change).contains("a broker stood still for 18 s"));
    }

    @Test
    void littleDataIsCalledLittle() {
        Finding finding =
                new Facts().answered(9_000, 3).blackholed(12_000).findings().get(0);

        assertThat(finding.title).endsWith("after how long cannot be said yet");
        assertThat(finding.evidence().get(1)).contains("Too little to place a wall: 1 answered first send");
        assertThat(finding.surer()).contains("around 12 s");
    }

    @Test
    void whatCostRecordsComesFirst() {
        List<Finding> findings = Facts.straddling(347_000, 352_000)
                .connectFailed("refused", "connect_refused")
                .expired(500, "connect_refused")
                .expired(3, "flow_blackholed")
                .findings();

        assertThat(findings.get(0).title).contains("refused");
        assertThat(findings.get(0).evidence().get(0))
                .contains("orders-1 10.0.1.5 to 10.9.0.1:9092")
                .contains("500 records were lost for it");
        assertThat(findings.get(1).title).contains("forgets flows");
    }

    @Test
    void flowsLostInSpiteOfProbesAreAFailoverWhenTheyGoTogether() {
        Facts facts = new Facts().arm("enforced").opened(37);
        for (int i = 0; i < 6; i++) {
            facts.blackholed(50_000 + i);
        }

        List<Finding> findings = facts.findings();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.title).isEqualTo("6 flows were lost though keepalive had probed them");
            assertThat(finding.evidence().get(1)).contains("failover");
        });
    }

    @Test
    void whatEndsAtOnceAfterIdleIsNoStallAndIsTold() {
        Facts facts = new Facts().closed(360_000, 2, "undetermined").closed(351_000, 1, "undetermined");

        assertThat(facts.analysed().sends.stalled()).isZero();
        assertThat(facts.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.title).isEqualTo("2 connections ended at once at the first send after idle");
            assertThat(finding.evidence().get(0)).contains("351 s");
        });
    }

    @Test
    void aFailoverIsNotTakenForAWallWithCertainty() {
        Facts facts = new Facts();
        for (int i = 0; i < 100; i++) {
            facts.after(60_000).answered(30_000 + i * 200, 3);
        }
        facts.after(60_000);
        for (int i = 0; i < 20; i++) {
            facts.blackholed(60_000 + i * 1_000);
        }

        Finding finding = facts.findings().get(0);

        assertThat(finding.certainty()).isEqualTo(Finding.Certainty.POSSIBLE);
        assertThat(finding.evidence())
                .anySatisfy(line -> assertThat(line)
                        .contains("20 flows were lost in the minute from")
                        .contains("failover"));
    }

    @Test
    void nothingIsSaidWhereThereIsNothing() {
        assertThat(new Facts().findings()).isEmpty();
        assertThat(new Facts().answered(40_000, 3).findings()).isEmpty();
        assertThat(new Facts().summary()).contains("There are no records: nothing can be said.");
    }

    @Test
    void theSummaryFitsAScreenWhateverWasFound() {
        Facts facts = Facts.straddling(347_000, 352_000)
                .slow(40_000, 45_000, "broker_silent")
                .slow(40_000, 3_000, "client_stalled")
                .answeredAfterLoss(40_000, 1_500, 2)
                .arm("enforced")
                .opened(37)
                .blackholed(50_000)
                .blackholed(50_000);
        for (String verdict : new String[] {
            "connect_unanswered", "connect_refused", "unreachable", "name_unresolved", "rejected", "undetermined"
        }) {
            facts.connectFailed("other", verdict).expired(1_000_000, verdict);
        }

        List<String> lines = facts.expired(1_234_567, "flow_blackholed").summary();

        assertThat(lines)
                .hasSizeLessThanOrEqualTo(Summary.HEIGHT)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Summary.WIDTH));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("more)"));
    }

    @Test
    void theDifferenceOfTheArmsIsToldWithItsCertainty() {
        Facts facts = new Facts();
        for (int host = 0; host < 10; host++) {
            facts.host("host-" + host)
                    .arm(host % 2 == 0 ? "enforced" : "observed")
                    .opened(host % 2 == 0 ? 37 : 7_200);
            for (int i = 0; i < 100; i++) {
                facts = host % 2 == 1 && i < 10 ? facts.blackholed(400_000) : facts.answered(400_000, 3);
            }
        }

        String words = ArmComparison.sentence(facts.analysed().arms());

        assertThat(words)
                .startsWith("100.0 stalls per thousand first sends where the agent only observed, 0.00 where its "
                        + "options were in force.")
                .contains("more than chance")
                .doesNotContain("on one side");
    }

    @Test
    void oneArmAloneIsNotCompared() {
        assertThat(ArmComparison.sentence(new Facts()
                        .arm("observed")
                        .answered(40_000, 3)
                        .analysed()
                        .arms()))
                .contains("one arm alone");
    }
}
