package io.kafkatcp.recordfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.recordfile.reading.FileTally;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Records and the envelopes around them, as shippers and people make them, and what a reader finds in those. */
abstract class EnvelopeFixture {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final int COUNT = 100;
    final List<String> records =
            IntStream.range(0, COUNT).mapToObj(EnvelopeFixture::record).toList();
    List<FileTally> tallies;

    /** As the Collector's file exporter writes it, with what its processors add. */
    static String otlp(String logRecords, String record) {
        return "{\"resourceLogs\":[" + resourceLogs(logRecords, record) + "]}";
    }

    static String resourceLogs(String logRecords, String record) {
        return "{\"resource\":{\"attributes\":[{\"key\":\"k8s.pod.name\",\"value\":{\"stringValue\":\"a\"}},"
                + "{\"key\":\"host.name\",\"value\":{\"stringValue\":"
                + quoted(tree(record).get("host").asText())
                + "}}]},\"scopeLogs\":[{\"scope\":{\"name\":\"io.kafkatcp.agent\",\"version\":\"0.1.0\"},"
                + "\"logRecords\":["
                + logRecords + "],\"schemaUrl\":\"x\"}]}";
    }

    static String logRecord(String record) {
        JsonNode tree = tree(record);
        long nanos = Instant.parse(tree.get("time").asText()).toEpochMilli() * 1_000_000;
        return "{\"timeUnixNano\":\"" + nanos
                + "\",\"observedTimeUnixNano\":\"1\",\"severityNumber\":13,\"body\":{\"stringValue\":\"{\\\"a\\\":1}"
                + "\"},\"attributes\":[{\"key\":\"messaging.system\",\"value\":{\"stringValue\":\"kafka\"}},"
                + "{\"key\":\"network.peer.port\",\"value\":{\"intValue\":\"" + tree.get("peer_port")
                + "\"}},{\"key\":\"error.message\",\"value\":{\"stringValue\":" + tree.get("error")
                + "}},{\"key\":\"kafka_tcp_agent.neighbour_complete\",\"value\":{\"boolValue\":true}}],"
                + "\"traceId\":\"\",\"eventName\":\"kafka_tcp_agent."
                + tree.get("event").asText() + "\"}";
    }

    static String foreign() {
        return "{\"timeUnixNano\":\"5\",\"eventName\":\"device.app.lifecycle\",\"attributes\":[]}";
    }

    static JsonNode tree(String record) {
        try {
            return JSON.readTree(record);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    List<String> read(byte[] text) throws BadInput {
        return read(new ByteArrayInputStream(text));
    }

    List<String> read(InputStream text) throws BadInput {
        List<String> read = new ArrayList<>();
        tallies = reader(text).read(List.of("-"), record -> read.add(shown(record)));
        return read;
    }

    static RecordFiles reader(InputStream text) {
        return new RecordFiles(EnumSet.allOf(Field.class), text, new Progress(new PrintWriter(new StringWriter())));
    }

    static String shown(FileRecord record) {
        return record.timeMs() + " " + record.event() + " " + record.number(Field.PEER_PORT, -1) + " "
                + record.text(Field.HOST) + " " + record.text(Field.ERROR) + " "
                + record.flag(Field.NEIGHBOUR_COMPLETE);
    }

    static String record(int i) {
        return "{\"time\":\"2026-11-22T07:00:" + (i % 60 < 10 ? "0" : "") + i % 60
                + ".000Z\",\"event\":\"connect_failed\","
                + "\"agent_version\":\"0.1.0\",\"host\":\"h\\u00e4-" + i
                + "\",\"peer_ip\":\"10.9.0.1\",\"peer_port\":9092,"
                + "\"error\":\"says \\\"{\\\\x}\\\", \u00e9\",\"neighbour_complete\":true,\"timeline\":[[0,0],[1,2]]}";
    }

    static List<String> expected() {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> (1795330800000L + i % 60 * 1000) + " connect_failed 9092 h\u00e4-" + i
                        + " says \"{\\x}\", \u00e9 true")
                .toList();
    }

    String each(Function<String, String> form, String between) {
        return records.stream().map(form).collect(Collectors.joining(between));
    }

    static String pretty(String record) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(record));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String inner(String text) {
        String quoted = quoted(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    static String cell(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    static String dockerParts(String record) {
        int cut = 20 + record.hashCode() % 10;
        return Stream.of(record.substring(0, cut), record.substring(cut, 2 * cut), record.substring(2 * cut) + "\n")
                .map(part -> "{\"log\":" + quoted(part) + ",\"stream\":\"stdout\",\"time\":\"2026-11-22T07:00:00.1Z\"}")
                .collect(Collectors.joining("\n"));
    }

    static String docker(String text) {
        return "{\"log\":" + quoted(text) + ",\"stream\":\"stdout\",\"time\":\"2026-11-22T07:00:00.1Z\"}\n";
    }

    static String criParts(String record) {
        int cut = 60 + record.hashCode() % 50;
        return "2026-11-22T07:00:00.123456789Z stdout P " + record.substring(0, cut)
                + "\n2026-11-22T07:00:00.123456789+02:00 stdout F " + record.substring(cut);
    }

    static String criPartsMixed(String record) {
        return criParts(record)
                .replace(
                        "\n",
                        "\n2026-11-22T07:00:00.123456789Z stderr P Exception \"in\n"
                                + "2026-11-22T07:00:00.123456789Z stderr F thread\n");
    }

    static String journaldBytes(String record) {
        byte[] bytes = ("\u001b[32mINFO\u001b[0m " + record).getBytes(StandardCharsets.UTF_8);
        return "{\"MESSAGE\":"
                + IntStream.range(0, bytes.length)
                        .mapToObj(i -> "" + (bytes[i] & 0xff))
                        .collect(Collectors.joining(",", "[", "]"))
                + ",\"_PID\":\"7\"}";
    }

    /** Gives a byte at a time. */
    static final class Slow extends ByteArrayInputStream {

        Slow(String text) {
            super(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(1, length));
        }
    }
}
