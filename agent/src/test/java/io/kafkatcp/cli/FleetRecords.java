package io.kafkatcp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Records of half an hour, one connect in 20 s of each pair, as producers write them; a test chooses who fails. */
final class FleetRecords {

    static final Instant FROM = Instant.parse("2026-11-22T07:00:00Z");
    private static final int LAST_S = 1_800;
    private static final int EVERY_S = 20;
    private static final String UNANSWERED =
            "\"outcome\":\"timeout\",\"elapsed_ms\":10000,\"syn_retransmits\":6,\"verdict\":\"connect_unanswered\"";

    private final List<String> lines = new ArrayList<>();

    FleetRecords works(String host, String localIp, String peerIp, int port) {
        return pair(host, localIp, peerIp, port, "connection_opened", "\"connect_ms\":2");
    }

    FleetRecords fails(String host, String localIp, String peerIp, int port, String... more) {
        return pair(host, localIp, peerIp, port, "connect_failed", UNANSWERED + String.join("", more));
    }

    private FleetRecords pair(String host, String localIp, String peerIp, int port, String event, String fields) {
        for (int second = 0; second < LAST_S; second += EVERY_S) {
            at(second, event, host, localIp, peerIp, port, fields);
        }
        return this;
    }

    /** One connect in 20 s that nobody answers, both ends included. */
    FleetRecords fails(int fromSecond, int toSecond, String host, String localIp, String peerIp) {
        for (int second = fromSecond; second <= toSecond; second += EVERY_S) {
            at(second, "connect_failed", host, localIp, peerIp, 9092, UNANSWERED);
        }
        return this;
    }

    FleetRecords works(int fromSecond, int toSecond, String host, String localIp, String peerIp) {
        for (int second = fromSecond; second <= toSecond; second += EVERY_S) {
            at(second, "connection_opened", host, localIp, peerIp, 9092, "\"connect_ms\":2");
        }
        return this;
    }

    /** @param host null for a record that does not say */
    FleetRecords at(int second, String event, String host, String localIp, String peerIp, int port, String fields) {
        lines.add("{\"time\":\"" + FROM.plusSeconds(second).toString().replace("Z", ".000Z") + "\",\"event\":\"" + event
                + "\",\"agent_version\":\"0.1.0\"" + (host == null ? "" : ",\"host\":\"" + host + "\"")
                + ",\"node_id\":\"1\",\"server_name\":\"broker\",\"peer_ip\":\"" + peerIp + "\",\"peer_port\":" + port
                + ",\"local_ip\":\"" + localIp + "\",\"local_port\":" + (40_000 + Math.floorMod(second, 20_000)) + ","
                + fields + "}");
        return this;
    }

    /** As through a second shipper, which may drop the host. */
    FleetRecords allTwice(boolean withHost) {
        List<String> again = new ArrayList<>(lines);
        again.replaceAll(line -> withHost ? line : line.replaceFirst("\"host\":\"[^\"]*\",", ""));
        lines.addAll(again);
        return this;
    }

    FleetRecords shuffled(long seed) {
        Collections.shuffle(lines, new Random(seed));
        return this;
    }

    Path in(Path directory) throws IOException {
        return Files.write(directory.resolve("records.jsonl"), lines);
    }
}
