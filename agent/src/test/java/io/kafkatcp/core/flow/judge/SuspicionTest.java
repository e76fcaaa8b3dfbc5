package io.kafkatcp.core.flow.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuspicionTest {

    private static final long MS = 1_000_000;
    private static final long SETTLE_NS = 150 * MS;

    private final Suspicion suspicion = new Suspicion(1, false, 0, 250 * MS);

    @Test
    void whatWasSentAgainBetweenTwoProofsAndIsNotAcknowledgedIsDead() {
        proof(260, 261);
        look(1, 300);
        look(2, 650);
        assertThat(wants(650)).as("an acknowledgement may be on its way").isFalse();
        look(2, 800);
        assertThat(wants(800)).isTrue();
        proof(801, 805);
        assertThat(isDead(805)).as("nobody has looked since").isFalse();
        look(2, 810);
        assertThat(isDead(810)).isTrue();
    }

    @Test
    void withoutAProofBeforeTheWayMayHaveBeenDark() {
        look(2, 650);
        proof(700, 701);
        look(2, 900);

        assertThat(isDead(900)).isFalse();
        assertThat(wants(900)).isFalse();
        assertThat(suspicion.isPathOpen()).isTrue();
    }

    /** Seed 4332 of the simulation: an answer just before a dark spell of seven seconds, and one just after it. */
    @Test
    void betweenTwoProofsTheWayMayHaveBeenDarkWhereAConnectWasNotAnswered() {
        proof(260, 261);
        look(1, 300);
        look(2, 650);
        suspicion.pathDark();
        look(3, 1_500);
        proof(2_000, 2_001);
        look(3, 2_002);
        proof(2_003, 2_005);
        look(3, 2_010);

        assertThat(wants(2_010)).isFalse();
        assertThat(isDead(2_010)).isFalse();
    }

    @Test
    void withoutAProofAfterwardsTheWayMayHaveBecomeDark() {
        proof(260, 261);
        look(1, 300);
        look(2, 650);
        proof(640, 660);
        look(2, 900);

        assertThat(isDead(900)).isFalse();
        assertThat(wants(900)).isTrue();
    }

    @Test
    void aRetransmissionAfterTheSecondProofNeedsAProofOfItsOwn() {
        proof(260, 261);
        look(1, 300);
        look(2, 650);
        proof(801, 805);
        look(3, 1_050);
        look(3, 1_300);

        assertThat(isDead(1_300)).isFalse();
        proof(1_310, 1_311);
        look(3, 1_320);
        assertThat(isDead(1_320)).isTrue();
    }

    @Test
    void aRetransmissionInTheMomentOfTheLastProofOnlyTakesTheTimeOfAnAcknowledgement() {
        proof(260, 261);
        look(1, 300);
        look(2, 650);
        assertThat(wants(800)).isTrue();
        proof(801, 805);
        look(3, 806);
        assertThat(isDead(900)).as("an acknowledgement may be on its way").isFalse();

        look(3, 960);
        assertThat(isDead(960)).isTrue();
    }

    @Test
    void whatThePeerAnsweredToARequestFromBeforeTheWaitProvesNothing() {
        proof(-5, 260);

        assertThat(suspicion.isPathOpen()).isFalse();
    }

    @Test
    void anAcknowledgementOrALongGapBeginsAnew() {
        proof(260, 261);
        look(2, 300);
        look(1, 400);
        look(2, 450);
        proof(700, 701);
        look(2, 750);
        assertThat(isDead(750)).isFalse();

        look(3, 2_500);
        assertThat(suspicion.isPathOpen()).isFalse();
    }

    @Test
    void anOldProofDoesNotHold() {
        proof(260, 261);
        for (long ms = 300; ms <= 9_000; ms += 100) {
            look(1, ms);
        }
        look(2, 9_100);
        proof(9_300, 9_301);
        look(2, 9_350);

        assertThat(isDead(9_350)).isFalse();
    }

    @Test
    void oneThatWasMetStuckAtAttachIsGivenAMomentAfterTheWayWasFoundOpenAndOthersDidNotAnswerEither() {
        Suspicion stuck = new Suspicion(4, true, 0, 10 * MS);
        stuck.othersSilent(true);
        stuck.pathOpen(20 * MS, 21 * MS);
        stuck.look(4, 30 * MS);
        stuck.look(4, 500 * MS);
        assertThat(stuck.wantsConfirmation(2, 1, SETTLE_NS, 500 * MS)).isFalse();
        stuck.look(4, 1_000 * MS);
        stuck.look(4, 1_030 * MS);
        assertThat(stuck.wantsConfirmation(2, 1, SETTLE_NS, 1_030 * MS)).isTrue();
        stuck.pathOpen(1_031 * MS, 1_040 * MS);
        stuck.look(4, 1_050 * MS);
        assertThat(stuck.isDead(2, 1, SETTLE_NS, 1_050 * MS)).isTrue();
    }

    @Test
    void oneThatWasMetStuckMayGoOnWhereNothingShowsThatOthersDiedWithIt() {
        Suspicion stuck = new Suspicion(4, true, 0, 10 * MS);
        stuck.pathOpen(20 * MS, 21 * MS);
        for (long ms = 30; ms < 3_000; ms += 100) {
            stuck.look(4, ms * MS);
            stuck.pathOpen((ms + 10) * MS, (ms + 11) * MS);
            assertThat(stuck.isDead(2, 1, SETTLE_NS, ms * MS)).isFalse();
        }
    }

    @Test
    void oneThatWasMetWithFewRetransmissionsIsJudgedLikeAnyOther() {
        Suspicion young = new Suspicion(2, true, 0, 10 * MS);
        young.othersSilent(true);
        young.pathOpen(20 * MS, 21 * MS);
        for (long ms = 30; ms < 1_200; ms += 100) {
            young.look(2, ms * MS);
        }

        assertThat(young.wantsConfirmation(2, 1, SETTLE_NS, 1_130 * MS)).isFalse();
    }

    @Test
    void theMomentIsSevenTenthsOfASecond() {
        Suspicion stuck = new Suspicion(4, true, 0, 10 * MS);
        stuck.othersSilent(true);
        stuck.pathOpen(20 * MS, 21 * MS);
        stuck.look(4, 700 * MS);

        assertThat(stuck.wantsConfirmation(2, 1, SETTLE_NS, 720 * MS)).isFalse();
        assertThat(stuck.wantsConfirmation(2, 1, SETTLE_NS, 721 * MS)).isTrue();
    }

    @Test
    void theLastProofOfOneThatWasMetStuckIsNoneFromBeforeTheOthersFellSilent() {
        assertThat(deadByProofs(true, 22)).isTrue();
        assertThat(deadByProofs(false, 22)).isFalse();
    }

    @Test
    void norIsItPartOfTheFirst() {
        assertThat(deadByProofs(true, 21)).isFalse();
    }

    /** @return whether a stuck one is dead by two proofs, the first of which was there after 21 ms */
    private static boolean deadByProofs(boolean othersWereSilent, long secondFromMs) {
        Suspicion stuck = new Suspicion(4, true, 0, 10 * MS);
        stuck.othersSilent(othersWereSilent);
        stuck.pathOpen(20 * MS, 21 * MS);
        stuck.pathOpen(secondFromMs * MS, 300 * MS);
        stuck.othersSilent(true);
        stuck.look(4, 800 * MS);
        return stuck.isDead(2, 1, SETTLE_NS, 800 * MS);
    }

    @Test
    void whatWasSentAgainBeforeTheFirstProofDoesNotCountWhereAllMustLieBetweenTwo() {
        look(2, 280);
        proof(290, 291);
        look(2, 300);
        look(3, 650);

        assertThat(suspicion.wantsConfirmation(2, 2, SETTLE_NS, 900 * MS)).isFalse();
        look(4, 1_300);
        assertThat(suspicion.wantsConfirmation(2, 2, SETTLE_NS, 1_500 * MS)).isTrue();
    }

    @Test
    void aProofThatBeginsWhenItIsSeenSentAgainIsTheLast() {
        proof(260, 261);
        look(1, 300);
        look(2, 650);
        proof(650, 660);
        look(2, 800);

        assertThat(isDead(800)).isTrue();
    }

    @Test
    void likeAnotherItIsDeadWithoutAProofAfterwardsOnceAnAcknowledgementWouldBeThere() {
        assertThat(likeAnother(650)).isFalse();
        proof(260, 261);
        look(1, 300);
        assertThat(likeAnother(649)).as("not sent again since").isFalse();
        look(2, 650);
        assertThat(likeAnother(799)).isFalse();
        assertThat(likeAnother(800)).isTrue();
        assertThat(suspicion.isDeadLikeAnother(3, SETTLE_NS, 800 * MS)).isFalse();
    }

    @Test
    void likeAnotherItIsNotDeadWhoseWayWasNotOpenWhenItWasSentAgain() {
        look(2, 650);
        proof(700, 701);
        look(2, 900);

        assertThat(likeAnother(900)).isFalse();
    }

    @Test
    void itKnowsHowFarItWasWhenTheWayWasFoundOpen() {
        look(2, 650);
        proof(700, 701);
        look(3, 1_450);
        proof(1_500, 1_501);

        assertThat(suspicion.unproven()).isEqualTo(2);
        assertThat(suspicion.retransmits()).isEqualTo(3);
        assertThat(suspicion.beganNs()).isEqualTo(250 * MS);
    }

    @Test
    void aProofHoldsForEightSeconds() {
        assertThat(sentAgainAfter(8_261)).isTrue();
        assertThat(new SuspicionTest().sentAgainAfter(8_262)).isFalse();
    }

    @Test
    void afterThatAnotherOneIsAskedForIfOneTransmissionMoreWouldBeEnough() {
        assertThat(lacksProofAfter(8_261, 2, 1)).isFalse();
        assertThat(new SuspicionTest().lacksProofAfter(8_262, 2, 1)).isTrue();
        assertThat(new SuspicionTest().lacksProofAfter(8_262, 3, 1)).isFalse();
        assertThat(new SuspicionTest().lacksProofAfter(8_262, 2, 2)).isFalse();
    }

    private boolean lacksProofAfter(long ms, int needed, int whileOpen) {
        proof(260, 261);
        look(1, 300);
        suspicion.wantsConfirmation(needed, whileOpen, SETTLE_NS, ms * MS);
        return suspicion.lacksProof(ms * MS);
    }

    /** @return whether it is dead, whose last look before it was sent again was then */
    private boolean sentAgainAfter(long ms) {
        proof(260, 261);
        for (long at = 262; at < ms; at += 100) {
            look(1, at);
        }
        look(1, ms);
        look(2, ms + 10);
        look(2, ms + 200);
        wants(ms + 200);
        proof(ms + 201, ms + 202);
        look(2, ms + 203);
        return isDead(ms + 203);
    }

    @Test
    void aGapAsLongAsTheKernelsLeastTimeoutsHidesNothing() {
        assertThat(openAfterGap(450)).isTrue();
        assertThat(new SuspicionTest().openAfterGap(451)).isFalse();
    }

    private boolean openAfterGap(long gapMs) {
        proof(260, 261);
        look(1, 300);
        look(1, 300 + gapMs);
        return suspicion.isPathOpen();
    }

    private boolean likeAnother(long ms) {
        return suspicion.isDeadLikeAnother(2, SETTLE_NS, ms * MS);
    }

    private void proof(long fromMs, long toMs) {
        suspicion.pathOpen(fromMs * MS, toMs * MS);
    }

    private void look(int retransmits, long ms) {
        suspicion.look(retransmits, ms * MS);
    }

    private boolean wants(long ms) {
        return suspicion.wantsConfirmation(2, 1, SETTLE_NS, ms * MS);
    }

    private boolean isDead(long ms) {
        return suspicion.isDead(2, 1, SETTLE_NS, ms * MS);
    }
}
