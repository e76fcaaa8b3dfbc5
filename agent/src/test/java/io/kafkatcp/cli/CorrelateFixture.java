package io.kafkatcp.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;

/** The verb correlate on records and files of a test: what it decides of each pair, and what it says. */
abstract class CorrelateFixture {

    static final String COLLECTED = "# collected 2026-11-22T07:20:00Z\n";
    static final String STALE = "02:00:00:00:00:99";
    private static final String INTERFACE =
            "{\"NetworkInterfaceId\":\"eni-%s\",\"MacAddress\":\"02:00:00:00:00:%s\",\"PrivateIpAddress\":\"%s\","
                    + "\"SubnetId\":\"subnet-%s\",\"VpcId\":\"%s\","
                    + "\"PrivateIpAddresses\":[{\"PrivateIpAddress\":\"%s\",\"Primary\":true}]%s}";

    @TempDir
    Path directory;

    final FleetRecords records = new FleetRecords();
    String err = "";
    private String out = "";

    void senderIsStale() {
        fails101(",\"neighbour_ip\":\"10.0.1.101\",\"neighbour_mac\":\"" + STALE + "\",\"neighbour_complete\":true");
    }

    void fails101(String more) {
        for (int host = 1; host <= 4; host++) {
            if (host == 1) {
                records.fails("host-1", "10.0.1.1", "10.0.1.101", 9092, more);
            } else {
                pair(false, host, "10.0.1." + host, "10.0.1.101", 9092);
            }
            pair(false, host, "10.0.1." + host, "10.0.1.102", 9092);
        }
    }

    void podFails() {
        for (int host = 1; host <= 4; host++) {
            String local = host == 1 ? "10.0.1.20" : "10.0.1." + host;
            pair(host == 1, host, local, "10.0.1.101", 9092);
            pair(false, host, local, "10.0.1.102", 9092);
        }
    }

    void pair(boolean fails, int host, String localIp, String peerIp, int port) {
        if (fails) {
            records.fails("host-" + host, localIp, peerIp, port);
        } else {
            records.works("host-" + host, localIp, peerIp, port);
        }
    }

    static String ofInterface(String end, String ip, String vpc, String more) {
        return String.format(INTERFACE, end, end, ip, vpc, vpc, ip, more);
    }

    Path podTable() throws Exception {
        return file("neighbours-pod.txt", COLLECTED + "10.0.1.20 dev eth0 lladdr " + STALE + " REACHABLE\n");
    }

    Path right() throws Exception {
        return file("neighbours-right.txt", COLLECTED + "10.0.1.1 dev eth0 lladdr 02:00:00:00:00:01 REACHABLE\n");
    }

    String inventory() throws Exception {
        return file("inventory.csv", "ip,mac\n10.0.1.1,02:00:00:00:00:01\n10.0.1.101,02:00:00:00:00:65\n")
                .toString();
    }

    String json(String text) throws Exception {
        return file("inventory.json", text).toString();
    }

    Path file(String name, String text) throws Exception {
        return Files.writeString(directory.resolve(name), text);
    }

    /** By "host peer:port". */
    Map<String, String> correlate(String... more) throws Exception {
        run("--json", more);
        Map<String, String> verdicts = new TreeMap<>();
        for (JsonNode pair : new ObjectMapper().readTree(out).path("pairs")) {
            verdicts.put(name(pair), pair.path("verdict").asText());
        }
        return verdicts;
    }

    static String name(JsonNode pair) {
        String ip = pair.path("peer_ip").asText();
        return pair.path("host").asText() + " " + (ip.contains(":") ? "[" + ip + "]" : ip) + ":"
                + pair.path("peer_port").asText();
    }

    String reason(String name) throws Exception {
        return field(name, "reason");
    }

    String remedy(String name) throws Exception {
        return field(name, "remedy");
    }

    String field(String name, String field) throws Exception {
        for (JsonNode pair : new ObjectMapper().readTree(out).path("pairs")) {
            if (name(pair).equals(name)) {
                return pair.path(field).asText();
            }
        }
        throw new AssertionError("no pair " + name + " in " + out);
    }

    String text() throws Exception {
        run(null);
        return out;
    }

    void run(String format, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("correlate", records.in(directory).toString()));
        if (format != null) {
            arguments.add(format);
        }
        arguments.addAll(List.of(more));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        PrintStream errBefore = System.err;
        System.setErr(new PrintStream(complained, true, "UTF-8"));
        try {
            Cli.run(said, new File("agent.jar"), "test", arguments.toArray(new String[0]));
        } finally {
            System.setErr(errBefore);
        }
        out = said.toString(StandardCharsets.UTF_8);
        err = complained.toString(StandardCharsets.UTF_8);
    }
}
