package io.kafkatcp.core.firstsend;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.Connection;
import org.junit.jupiter.api.Test;

/** What one first request after idle tells of itself. */
class FirstSendTest {

    private final Connection connection = new Connection(null, null, null, 0);
    private final FirstSend send = new FirstSend(connection, "PRODUCE", 100, 30_000, 0, 0);

    @Test
    void itTellsWhatItWasAndThatNoTimeoutIsTheAgentsUntilOneIs() {
        assertThat(send.connection()).isSameAs(connection);
        assertThat(send.request()).isEqualTo("PRODUCE");
        assertThat(send.requestBytes()).isEqualTo(100);
        assertThat(send.idleMs()).isEqualTo(30_000);
        assertThat(send.userTimeoutMs()).isEqualTo(-1);
        send.userTimeoutMs(20_000);
        assertThat(send.userTimeoutMs()).isEqualTo(20_000);
    }

    @Test
    void itIsFoundOnceAndToldOnce() {
        assertThat(send.markFound()).isTrue();
        assertThat(send.markFound()).isFalse();
        assertThat(send.markStalled()).isTrue();
        assertThat(send.markStalled()).isFalse();
    }

    @Test
    void itIsNotOverBeforeItIs() {
        assertThat(send.isOver()).isFalse();
        send.over();
        assertThat(send.isOver()).isTrue();
    }

    @Test
    void theTimelineKeepsTheFirst32ChangesAndTheCountTheMost() {
        for (int i = 1; i <= 40; i++) {
            send.seen(i, i * 1_000_000L);
        }

        assertThat(send.timeline()).hasSize(64).endsWith(32, 32);
        assertThat(send.retransmits()).isEqualTo(40);
    }

    @Test
    void itIsAcknowledgedWhenTheKernelWasAskedAfterTheTimeInWhichItWouldHaveBeenSentAgain() {
        connection.flowState().rtoMs(200);
        assertThat(send.isAcknowledged()).as("the kernel was never asked").isFalse();
        send.seen(0, 699_000_000);
        assertThat(send.isAcknowledged()).isFalse();
        send.seen(0, 700_000_000);
        assertThat(send.isAcknowledged()).isTrue();
    }

    @Test
    void whereNoTimeoutIsKnownItIsTheOneThatTheKernelBeginsWith() {
        send.seen(0, 2_299_000_000L);
        assertThat(send.isAcknowledged()).isFalse();
        send.seen(0, 2_300_000_000L);
        assertThat(send.isAcknowledged()).isTrue();
    }

    @Test
    void itIsAcknowledgedWhenItWasSentAgainAndIsNotAnyMore() {
        send.seen(1, 250_000_000);
        assertThat(send.isAcknowledged()).isFalse();
        send.seen(0, 300_000_000);

        assertThat(send.isAcknowledged()).isTrue();
        assertThat(send.isUnacknowledged()).isFalse();
        assertThat(send.retransmits()).isEqualTo(1);
    }
}
