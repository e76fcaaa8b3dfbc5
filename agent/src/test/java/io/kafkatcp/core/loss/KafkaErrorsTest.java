package io.kafkatcp.core.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.kafka.FakeKafka;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaErrorsTest {

    @Test
    void aLostConnectionIsToldFromOtherErrorsAndFromExpiry() {
        assertThat(KafkaErrors.connection(
                        new NetworkException("The server disconnected before a response was received.")))
                .isTrue();
        assertThat(KafkaErrors.connection(new TimeoutException("Disconnected from node 1 due to timeout")))
                .isTrue();
        assertThat(KafkaErrors.connection(new TimeoutException(
                        "Expiring 3 record(s) for orders-0:120000 ms has passed since batch creation")))
                .isFalse();
        assertThat(KafkaErrors.connection(new TimeoutException("The request timed out.")))
                .isFalse();
        assertThat(KafkaErrors.connection(new NotLeaderOrFollowerException("not I")))
                .isFalse();
    }

    @Test
    void theNodeStandsInTheMessage() {
        assertThat(KafkaErrors.nodeIn(new NetworkException("Disconnected from node 12")))
                .isEqualTo("12");
        assertThat(KafkaErrors.nodeIn(new NetworkException("Disconnected from node -1 due to timeout")))
                .isEqualTo("-1");
        assertThat(KafkaErrors.nodeIn(new NetworkException("Disconnected from node somewhere")))
                .isNull();
        assertThat(KafkaErrors.nodeIn(new NetworkException())).isNull();
    }

    @Test
    void theTimeThatWasWaitedStandsInTheMessage() {
        assertThat(KafkaErrors.waitedMs(
                        new TimeoutException("Topic orders not present in metadata after 3500 ms."), 60_000))
                .isEqualTo(3_500);
        assertThat(KafkaErrors.waitedMs(
                        new TimeoutException(
                                "Failed to allocate 16384 bytes within the configured max blocking time 700 ms. Total"
                                        + " memory: 32768 bytes."),
                        60_000))
                .isEqualTo(700);
        assertThat(KafkaErrors.waitedMs(new TimeoutException("after 99999999999999999999 ms"), 60_000))
                .isEqualTo(60_000);
        assertThat(KafkaErrors.waitedMs(new TimeoutException("after 2147483647 ms"), 60_000))
                .isEqualTo(2_147_483_647L);
        assertThat(KafkaErrors.waitedMs(new TimeoutException("700 ms"), 60_000)).isEqualTo(700);
        assertThat(KafkaErrors.waitedMs(new TimeoutException("for some ms"), 60_000))
                .isEqualTo(60_000);
        assertThat(KafkaErrors.waitedMs(new TimeoutException(), 60_000)).isEqualTo(60_000);
    }

    @Test
    void anExhaustedBufferIsATimeoutToo() {
        assertThat(KafkaErrors.timeout(new BufferExhaustedException("full"))).isTrue();
        assertThat(KafkaErrors.timeout(new IllegalStateException("no"))).isFalse();
    }

    /** The name of the last one is kept. */
    @Test
    void aTimeoutIsOneAgainAndAnErrorThatComesBetweenIsNone() {
        for (int i = 0; i < 2; i++) {
            assertThat(KafkaErrors.timeout(new TimeoutException("late"))).isTrue();
            assertThat(KafkaErrors.timeout(new BufferExhaustedException("full")))
                    .isTrue();
            assertThat(KafkaErrors.timeout(new NetworkException("gone"))).isFalse();
        }
    }

    @Test
    void theSameTimeoutTwiceInARowIsOneTwice() {
        assertThat(KafkaErrors.timeout(new TimeoutException("late"))).isTrue();
        assertThat(KafkaErrors.timeout(new TimeoutException("late again"))).isTrue();
    }

    @Test
    void aClassOfAnotherNameThatEndsLikeItIsNone() {
        assertThat(KafkaErrors.timeout(new ReadTimeoutException())).isFalse();
        assertThat(KafkaErrors.timeout(FakeKafka.noMemory()))
                .as("a nested class")
                .isTrue();
        assertThat(KafkaErrors.connection(FakeKafka.disconnected(1))).isTrue();
    }

    private static final class ReadTimeoutException extends RuntimeException {}

    @Test
    void onlyASendLosesARecord() {
        assertThat(KafkaErrors.isInSend()).isFalse();
        List<Boolean> seen = new ArrayList<>();
        new FakeKafka(1).producer.doSend(() -> seen.add(KafkaErrors.isInSend()));
        doSend(() -> seen.add(KafkaErrors.isInSend()));
        assertThat(seen).as("by a KafkaProducer, and by another class").containsExactly(true, false);
    }

    private static void doSend(Runnable failing) {
        failing.run();
    }
}
