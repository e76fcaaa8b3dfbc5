package io.kafkatcp.core.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                KafkaNames.SELECTOR,
                KafkaNames.PLAINTEXT,
                KafkaNames.SSL,
                KafkaNames.CHANNEL,
                KafkaNames.CLIENT,
                KafkaNames.STATES,
                KafkaNames.PRODUCER,
                KafkaNames.ACCUMULATOR,
                KafkaNames.SENDER,
                KafkaNames.BATCH,
                KafkaNames.OLD_BATCH,
                KafkaNames.BUFFER_POOL
            })
    void eachOfKafkasClassesIsWantedWhereverItHasBeenRelocatedTo(String suffix) {
        for (String prefix : new String[] {"org/apache/kafka", "com/acme/shaded/org/apache/kafka", "k"}) {
            assertThat(KafkaNames.isWanted(prefix + suffix)).isTrue();
            assertThat(KafkaNames.suffixOf(prefix + suffix)).isEqualTo(suffix);
            assertThat(KafkaNames.prefixOf(prefix + suffix)).isEqualTo(prefix);
        }
    }

    // U+00F2 has the low seven bits of the letter r, in which a Selector ends
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "r",
                "java/lang/String",
                "java/nio/channels/Selector",
                "org/apache/kafka/common/network/Selector$1",
                "org/apache/kafka/common/network/Selecto\u00f2",
                "org/apache/kafka/clients/producer/internals/Sender\ud83d\ude00"
            })
    void anyOtherClassIsLeftAlone(String internalName) {
        assertThat(KafkaNames.isWanted(internalName)).isFalse();
    }
}
