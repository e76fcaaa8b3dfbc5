package io.kafkatcp.core.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.lang.instrument.Instrumentation;
import org.apache.kafka.common.network.Authenticator;
import org.apache.kafka.common.network.ChannelMetadataRegistry;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.Selectable;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.network.TransportLayer;
import org.junit.jupiter.api.Test;

class NetworkClientsTest {

    private final NetworkClients kafka = new NetworkClients(new KafkaFields(mock(Instrumentation.class)));

    /** As an application writes it that counts something. */
    static class CountingSelector extends Selector {

        CountingSelector(org.apache.kafka.common.metrics.Metrics metrics) {
            super(0, metrics, null, "x", null, null);
        }
    }

    @Test
    void kafkasSelectorAndASubclassOfItAreKnownAndAnotherSelectableIsNot() {
        assertThat(kafka.isSelector(mock(Selector.class))).isTrue();
        assertThat(kafka.isSelector(mock(CountingSelector.class))).isTrue();
        assertThat(kafka.isSelector(mock(Selectable.class))).isFalse();
        assertThat(kafka.isSelector(null)).isFalse();
    }

    @Test
    void aTransportLayerOfAnApplicationsOwnHasNoSocketThatIsKnown() throws Exception {
        KafkaChannel channel = new KafkaChannel(
                "1",
                mock(TransportLayer.class),
                () -> mock(Authenticator.class),
                1,
                null,
                mock(ChannelMetadataRegistry.class));

        assertThat(kafka.socketChannel(channel)).isNull();
        assertThat(kafka.socketChannel(mock(KafkaChannel.class))).isNull();
    }
}
