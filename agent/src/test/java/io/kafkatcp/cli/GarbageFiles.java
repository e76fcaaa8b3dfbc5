package io.kafkatcp.cli;

import io.kafkatcp.recordfile.OddValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Files that are almost records of the agent's, by a seed: records with every kind of value in every field, cut off,
 * nested, in other encodings, and bytes.
 */
final class GarbageFiles {

    private static final List<String> EVENTS = List.of(
            "connection_opened",
            "connection_alive",
            "connect_failed",
            "connection_closed",
            "post_idle_send",
            "post_idle_stalled",
            "batch_expired",
            "records_failed",
            "flows_in_doubt",
            "moon_rises");
    private static final List<String> TIMES = List.of(
            "2026-11-22T07:30:57.114Z",
            "2026-11-22T07:40:57.114Z",
            "2026-11-22T08:30:57.1Z",
            "0001-01-01T00:00:00.000Z",
            "9999-12-31T23:59:59.999Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "2026-13-45T99:99:99.999Z",
            "",
            "now",
            "2026-11-22");
    private static final List<String> FIELDS = List.of(
            "host",
            "pid",
            "service",
            "arm",
            "client_id",
            "client_type",
            "node_id",
            "server_name",
            "peer_ip",
            "peer_port",
            "local_ip",
            "local_port",
            "outcome",
            "reason",
            "how",
            "verdict",
            "error",
            "evidence",
            "connect_ms",
            "elapsed_ms",
            "lived_ms",
            "syn_retransmits",
            "keepalive_idle_s",
            "keepalive_interval_s",
            "keepalive_count",
            "user_timeout_ms",
            "neighbour_ip",
            "neighbour_mac",
            "neighbour_complete",
            "idle_ms",
            "request",
            "requests",
            "request_bytes",
            "responses",
            "response_bytes",
            "response_ms",
            "waiting_ms",
            "retransmits",
            "timeline",
            "topic",
            "partition",
            "records",
            "bytes",
            "age_ms",
            "attempts",
            "in_flight",
            "in_doubt",
            "probed",
            "closed",
            "kept",
            "used",
            "took_ms",
            "later");
    /** Beside those that any field may hold. */
    private static final List<String> VALUES = List.of(
            "7",
            "350001",
            "30001",
            "\"10.0.0.2\"",
            "\"producer\"",
            "\"enforced\"",
            "\"observed\"",
            "\"closed\"",
            "\"answered\"",
            "\"refused\"",
            "\"lost\"",
            "\"flow_blackholed\"",
            "\"broker_silent\"",
            "\"never_sent\"",
            "\"connect_unanswered\"",
            "\"\u0000\ud800\u202e</script>\"");

    private final Random random;

    GarbageFiles(long seed) {
        this.random = new Random(seed);
    }

    byte[] next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (random.nextInt(10) == 0) {
            bytes.writeBytes(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
        }
        for (int lines = random.nextInt(40); lines > 0; lines--) {
            bytes.writeBytes(line());
            bytes.writeBytes(
                    pick("\n", "\n", "\n", "\n", "\n", "\r\n", "", "\u0000").getBytes(StandardCharsets.UTF_8));
        }
        byte[] plain = bytes.toByteArray();
        int kind = random.nextInt(8);
        return kind == 0
                ? damaged(gzip(plain))
                : kind == 1 ? damaged(zstd(plain)) : kind == 2 ? damaged(plain) : kind == 3 ? gzip(plain) : plain;
    }

    private byte[] line() {
        String record = record();
        switch (random.nextInt(24)) {
            case 0:
                return record.substring(0, random.nextInt(record.length())).getBytes(StandardCharsets.UTF_8);
            case 1:
                return record.getBytes(
                        pick(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1));
            case 2:
                return damaged(record.getBytes(StandardCharsets.UTF_8));
            case 3:
                return bytes(random.nextInt(2_000));
            case 4:
                return text(record.substring(0, record.length() - 1) + ",\"later\":"
                        + many("[", "{\"a\":", "{\"time\":\"", "[{\"time\":\"1\",\"x\":"));
            case 5:
                return text(record.replace(
                        "\"peer_port\":", "\"peer_port\":" + many("9", "-1", "1e9") + ",\"peer_port\":"));
            case 6:
                return text(many(
                                "x",
                                "{\"time\":\"",
                                "{\"time\":\"1\",\"agent_version\":",
                                "{\"time\":\"1\",\"a\":[",
                                "{\\\"time\\\":\\\"",
                                "\u0000",
                                "[",
                                "{\"",
                                "\\")
                        + pick("", record));
            case 7:
                return text("{\"log\":" + quoted(quoted(record)) + "}");
            case 8:
                return text("{\"log\":" + quoted("x " + record + "\n") + ",\"time\":\""
                        + pick(TIMES.toArray(new String[0])) + "\"}");
            case 9:
                return text("2026-11-22 INFO " + record + record);
            case 10:
                return text(pick(
                        "10.0.0.1 dev eth0 lladdr 02:00:00:00:00:07 REACHABLE",
                        "10.0.0.1,02:00:00:00:00:07",
                        "? (10.0.0.1) at 02:00:00:00:00:07 [ether] on eth0",
                        "[{\"dst\":\"10.0.0.1\",\"lladdr\":7,\"state\":[]}]",
                        "{\"NetworkInterfaces\":[{\"MacAddress\":1,\"PrivateIpAddresses\":{}}]}"));
            default:
                return text(record);
        }
    }

    /** Mostly one that can be used. */
    private String record() {
        StringBuilder text = new StringBuilder("{\"time\":\"")
                .append(random.nextInt(3) > 0 ? TIMES.get(random.nextInt(3)) : pick(TIMES.toArray(new String[0])))
                .append("\",\"event\":\"")
                .append(pick(EVENTS.toArray(new String[0])))
                .append("\",\"agent_version\":\"0.1.0\",\"host\":\"h")
                .append(random.nextInt(3))
                .append("\",\"local_ip\":\"10.0.0.")
                .append(random.nextInt(3))
                .append("\",\"peer_ip\":\"10.9.0.")
                .append(random.nextInt(3))
                .append("\",\"peer_port\":9092");
        for (int fields = random.nextInt(12); fields > 0; fields--) {
            text.append(",\"")
                    .append(pick(FIELDS.toArray(new String[0])))
                    .append("\":")
                    .append(pick(values().toArray(new String[0])));
        }
        return text.append('}').toString();
    }

    private List<String> values() {
        switch (random.nextInt(3)) {
            case 0:
                return OddValues.VALID;
            case 1:
                return OddValues.ODD;
            default:
                return VALUES;
        }
    }

    /** One of them again and again, seldom longer than a record can be. */
    private String many(String... all) {
        String one = pick(all);
        int length = random.nextInt(20) == 0 ? 100_000 + random.nextInt(1_200_000) : 1 + random.nextInt(10_000);
        return one.repeat(1 + length / one.length());
    }

    private byte[] damaged(byte[] whole) {
        byte[] bytes = Arrays.copyOf(whole, random.nextBoolean() ? whole.length : random.nextInt(whole.length + 1));
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            // more often in the header
            bytes[random.nextInt(random.nextBoolean() ? Math.min(20, bytes.length) : bytes.length)] =
                    (byte) random.nextInt();
        }
        return bytes;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private String pick(String... all) {
        return all[random.nextInt(all.length)];
    }

    private Charset pick(Charset... all) {
        return all[random.nextInt(all.length)];
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    /** A frame of one block that is not compressed, which is all that a test of broken frames needs (RFC 8878). */
    private static byte[] zstd(byte[] plain) {
        int length = plain.length;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, (byte) 0xa0});
        bytes.writeBytes(
                new byte[] {(byte) length, (byte) (length >> 8), (byte) (length >> 16), (byte) (length >> 24)});
        for (int from = 0; from == 0 || from < length; from += 100_000) {
            int size = Math.min(100_000, length - from);
            int header = size << 3 | (from + size >= length ? 1 : 0);
            bytes.writeBytes(new byte[] {(byte) header, (byte) (header >> 8), (byte) (header >> 16)});
            bytes.write(plain, from, size);
        }
        return bytes.toByteArray();
    }
}
