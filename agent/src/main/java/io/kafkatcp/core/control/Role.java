package io.kafkatcp.core.control;

/** What a connection is for, told by Kafka's way of numbering nodes and by the metadata of its client. Pure. */
public final class Role {

    private Role() {}

    /** @param partitionsLed of the topics that the client uses, by that node; -1 where it is not known */
    static String of(String nodeId, int partitionsLed) {
        long id;
        try {
            id = Long.parseLong(nodeId);
        } catch (NumberFormatException e) {
            return "other";
        }
        if (id < 0) {
            return "bootstrap";
        }
        // a consumer has a connection of its own to its coordinator, under the number MAX_VALUE - id
        // (ConsumerNetworkClient, KAFKA-1895)
        if (id > Integer.MAX_VALUE / 2) {
            return "coordinator (node " + (Integer.MAX_VALUE - id) + ")";
        }
        if (partitionsLed < 0) {
            return "broker";
        }
        return partitionsLed == 0
                ? "idle"
                : "leader of " + partitionsLed + (partitionsLed == 1 ? " partition" : " partitions");
    }
}
