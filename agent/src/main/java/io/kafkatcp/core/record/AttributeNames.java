package io.kafkatcp.core.record;

import java.util.HashMap;
import java.util.Map;

/**
 * What OpenTelemetry calls a record's fields: by its semantic conventions where they have a name, else under the
 * agent's own prefix. A test compares every name with the conventions' registry. Used by the command line too.
 */
public final class AttributeNames {

    public static final String PREFIX = "kafka_tcp_agent.";

    private static final Map<String, String> NAMES = new HashMap<>();
    private static final Map<String, String> FIELDS = new HashMap<>();

    static {
        // of the resource
        name("host", "host.name");
        name("pid", "process.pid");
        name("service", "service.name");
        // of the record
        name("client_id", "messaging.client.id");
        name("topic", "messaging.destination.name");
        name("partition", "messaging.destination.partition.id");
        name("server_name", "server.address");
        name("peer_ip", "network.peer.address");
        name("peer_port", "network.peer.port");
        name("local_ip", "network.local.address");
        name("local_port", "network.local.port");
        // how files of before have it; the conventions have no name for it any more
        FIELDS.put("error.message", "error");
    }

    private AttributeNames() {}

    public static String of(String field) {
        String name = NAMES.get(field);
        return name == null ? PREFIX + field : name;
    }

    /** @return null where it is no field of a record */
    public static String field(String attribute) {
        return attribute.startsWith(PREFIX) ? attribute.substring(PREFIX.length()) : FIELDS.get(attribute);
    }

    private static void name(String field, String attribute) {
        NAMES.put(field, attribute);
        FIELDS.put(attribute, field);
    }
}
