package io.kafkatcp.core.kafka;

/**
 * Which type of client a Kafka {@code Selector} belongs to, told by the prefix of its metrics: the one thing that a
 * Selector has known of its owner since 0.8.2.
 */
public final class ClientType {

    private ClientType() {}

    /**
     * @return {@code producer}, {@code consumer}, {@code admin}, or {@code other} for a broker's, a Connect worker's
     *     and the like
     * @throws ReflectiveOperationException naming the member that this Kafka does not have
     */
    public static String of(Object selector, KafkaFields fields) throws ReflectiveOperationException {
        String prefix = metricGroupPrefix(selector, fields);
        if (prefix.equals("producer")) {
            return "producer";
        }
        if (prefix.equals("consumer") || prefix.equals("consumer-share")) {
            return "consumer";
        }
        if (prefix.equals("admin-client") || prefix.equals("admin")) {
            return "admin";
        }
        return "other";
    }

    private static String metricGroupPrefix(Object selector, KafkaFields fields) throws ReflectiveOperationException {
        Object own = fields.readIfThere(selector, "metricGrpPrefix");
        if (own != null) {
            return (String) own;
        }
        // 0.11 and newer keep it in SelectorMetrics, 2.6 and newer as part of the group's name
        Object metrics = fields.read(selector, "sensors");
        Object prefix = fields.readIfThere(metrics, "metricGrpPrefix");
        if (prefix != null) {
            return (String) prefix;
        }
        String group = (String) fields.read(metrics, "metricGrpName");
        return group.endsWith("-metrics") ? group.substring(0, group.length() - "-metrics".length()) : group;
    }
}
