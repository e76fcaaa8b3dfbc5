package io.kafkatcp.recordfile;

import java.util.HashMap;
import java.util.Map;

/** Which field an attribute of OpenTelemetry's is; a test compares it with how the agent names them. */
final class OtlpNames {

    static final String PREFIX = "kafka_tcp_agent.";

    private static final Map<String, String> FIELDS = new HashMap<>();

    static {
        FIELDS.put("host.name", "host");
        FIELDS.put("process.pid", "pid");
        FIELDS.put("service.name", "service");
        FIELDS.put("messaging.client.id", "client_id");
        FIELDS.put("messaging.destination.name", "topic");
        FIELDS.put("messaging.destination.partition.id", "partition");
        FIELDS.put("server.address", "server_name");
        FIELDS.put("network.peer.address", "peer_ip");
        FIELDS.put("network.peer.port", "peer_port");
        FIELDS.put("network.local.address", "local_ip");
        FIELDS.put("network.local.port", "local_port");
        FIELDS.put("error.message", "error");
    }

    private OtlpNames() {}

    /** Null where it is none of the agent's. */
    static String field(String attribute) {
        return attribute.startsWith(PREFIX) ? attribute.substring(PREFIX.length()) : FIELDS.get(attribute);
    }
}
