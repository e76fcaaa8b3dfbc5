package io.kafkatcp.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.kafkatcp.core.kafka.FakeKafka;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose Kafka's objects and threads are. */
class ProducersTest {

    private final FakeKafka other = new FakeKafka(1);
    private LossLab lab;

    @BeforeEach
    void aProducer() throws Exception {
        lab = new LossLab(1);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void aProducerIsFoundByEachOfItsObjects() {
        Producers.Producer producer = lab.producers.of(lab.kafka.sender);

        assertThat(producer.client).isSameAs(lab.client);
        assertThat(producer.sender()).isSameAs(lab.kafka.sender);
        assertThat(lab.producers.of(lab.kafka.sender.accumulator())).isSameAs(producer);
        assertThat(lab.producers.of(lab.kafka.sender.bufferPool())).isSameAs(producer);
        assertThat(lab.producers.of(other.sender)).isNull();
    }

    @Test
    void oneWhoseClientNobodyFollowsIsNone() throws Exception {
        lab.producers.created(other.sender);

        assertThat(lab.producers.of(other.sender)).isNull();
    }

    @Test
    void aKafkaProducerThatFailsOverAndOverIsLookedIntoOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(lab.producers.ofKafkaProducer(lab.kafka.producer)).isSameAs(lab.producer());
        }

        verify(lab.senders, times(1)).ofProducer(lab.kafka.producer);
    }

    @Test
    void twoKafkaProducersThatFailAreNotTakenForEachOther() throws Exception {
        follow();

        for (int i = 0; i < 2; i++) {
            assertThat(lab.producers.ofKafkaProducer(lab.kafka.producer)).isSameAs(lab.producer());
            assertThat(lab.producers.ofKafkaProducer(other.producer)).isSameAs(lab.producers.of(other.sender));
        }
        verify(lab.senders, times(1)).ofProducer(other.producer);
    }

    @Test
    void oneThatNobodyFollowsIsLookedIntoAgainOnlyAfterAnotherWasMet() throws Exception {
        assertThat(lab.producers.ofKafkaProducer(other.producer)).isNull();
        assertThat(lab.producers.ofKafkaProducer(other.producer)).isNull();
        verify(lab.senders, times(1)).ofProducer(other.producer);

        follow();
        assertThat(lab.producers.ofKafkaProducer(other.producer)).isSameAs(lab.producers.of(other.sender));
    }

    @Test
    void aNetworkThreadIsItsProducersAndNoOtherIs() throws Exception {
        follow();
        assertThat(lab.producers.ofThisThread()).isNull();
        lab.onItsThread();

        assertThat(lab.producers.ofThisThread()).isSameAs(lab.producer());
        assertThat(lab.producers.ofThisThread()).isSameAs(lab.producer());
    }

    @Test
    void aBatchIsMarkedOnce() {
        FakeKafka.Batch batch = lab.kafka.batch(0);

        assertThat(lab.producer().mark(batch)).isTrue();
        assertThat(lab.producer().mark(batch)).isFalse();
        assertThat(lab.producer().mark(lab.kafka.batch(0))).isTrue();
    }

    private void follow() throws Exception {
        lab.connections.clientCreated(other.client);
        lab.producers.created(other.sender);
    }
}
