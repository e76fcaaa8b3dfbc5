package io.kafkatcp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records of half an hour, one connect in 20 s of each pair, as producers write them; a test chooses who fails. */
final class FleetRecords {

    static final Instant FROM = Instant.parse("2026-11-22T07:00:00Z");
    private static final int LAST_S = 1_800;
    private static final int EVERY_S = 20;

    private final List<String> lines = new ArrayList<>();

    FleetRecords works(String host, String localIp, String peerIp, int port) {
        return pair(host, localIp, peerIp, port, "connection_opened", "\"connect_ms\":2");
    }

    FleetRecords fails(String host, String localIp, String peerIp, int port, String... more) {
        return pair(
                host,
                localIp,
                peerIp,
                port,
                "connect_failed",
                "\"outcome\":\"timeout\",\"elapsed_ms\":10000,\"syn_retransmits\":6,\"verdict\":\"connect_unanswered\""
                        + String.join("", more));
    }

    private FleetRecords pair(String host, String localIp, String peerIp, int port, String event, String fields) {
        for (int second = 0; second < LAST_S; second += EVERY_S) {
            at(second, event, host, localIp, peerIp, port, fields);
        }
        return this;
    }

    FleetRecords at(int second, String event, String host, String localIp, String peerIp, int port, String fields) {
        lines.add("{\"time\":\"" + FROM.plusSeconds(second).toString().replace("Z", ".000Z") + "\",\"event\":\"" + event
                + "\",\"agent_version\":\"0.1.0\",\"host\":\"" + host
                + "\",\"node_id\":\"1\",\"server_name\":\"broker\",\"peer_ip\":\"" + peerIp + "\",\"peer_port\":" + port
                + ",\"local_ip\":\"" + localIp + "\",\"local_port\":" + (40_000 + second) + "," + fields + "}");
        return this;
    }

    Path in(Path directory) throws IOException {
        return Files.write(directory.resolve("records.jsonl"), lines);
    }
}
