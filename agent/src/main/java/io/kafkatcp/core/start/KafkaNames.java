package io.kafkatcp.core.start;

/**
 * The wanted classes, by the end of their names: a relocated Kafka keeps the packages below {@code org.apache.kafka},
 * whatever stands before them. Uses no other class, since every class that the JVM loads passes through here.
 */
public final class KafkaNames {

    public static final String SELECTOR = "/common/network/Selector";
    public static final String PLAINTEXT = "/common/network/PlaintextTransportLayer";
    public static final String SSL = "/common/network/SslTransportLayer";
    public static final String CHANNEL = "/common/network/KafkaChannel";
    public static final String CLIENT = "/clients/NetworkClient";
    public static final String STATES = "/clients/ClusterConnectionStates";
    public static final String PRODUCER = "/clients/producer/KafkaProducer";
    public static final String ACCUMULATOR = "/clients/producer/internals/RecordAccumulator";
    public static final String SENDER = "/clients/producer/internals/Sender";
    public static final String BATCH = "/clients/producer/internals/ProducerBatch";
    /** Up to 0.10.2. */
    public static final String OLD_BATCH = "/clients/producer/internals/RecordBatch";

    public static final String BUFFER_POOL = "/clients/producer/internals/BufferPool";

    private static final String[] WANTED = {
        SELECTOR, PLAINTEXT, SSL, CHANNEL, CLIENT, STATES, PRODUCER, ACCUMULATOR, SENDER, BATCH, OLD_BATCH, BUFFER_POOL
    };

    /** By their last letter: of some thousand classes that the JVM loads, nearly all are told by that. */
    private static final String[][] BY_LAST_LETTER = new String[128][0];

    static {
        for (String suffix : WANTED) {
            char last = suffix.charAt(suffix.length() - 1);
            String[] others = BY_LAST_LETTER[last];
            String[] all = new String[others.length + 1];
            System.arraycopy(others, 0, all, 1, others.length);
            all[0] = suffix;
            BY_LAST_LETTER[last] = all;
        }
    }

    private KafkaNames() {}

    /** @param internalName with slashes, or null for a class without a name */
    public static boolean isWanted(String internalName) {
        return internalName != null && suffixOf(internalName) != null;
    }

    public static String suffixOf(String internalName) {
        int last = internalName.isEmpty() ? 0 : internalName.charAt(internalName.length() - 1);
        for (String suffix : BY_LAST_LETTER[last & 127]) {
            if (internalName.endsWith(suffix)) {
                return suffix;
            }
        }
        return null;
    }

    /** {@code org/apache/kafka}, or what a relocated copy has instead. */
    public static String prefixOf(String internalName) {
        return internalName.substring(
                0, internalName.length() - suffixOf(internalName).length());
    }

    /**
     * Somebody else's class may end in the same name; only of Kafka's own is it worth telling that it looks strange. A
     * relocated copy mostly has its name behind another.
     */
    public static boolean looksLikeKafka(String prefix) {
        return prefix.endsWith("org/apache/kafka");
    }
}
