package io.kafkatcp.recordfile;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Records as shippers, container runtimes, services and people leave them: all of them are found, and each once. */
class EnvelopesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COUNT = 100;
    private final List<String> records =
            IntStream.range(0, COUNT).mapToObj(EnvelopesTest::record).toList();
    private List<FileTally> tallies;

    @TestFactory
    Stream<DynamicTest> everyRecordIsFoundOnce() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("joined without a line feed", String.join("", records));
        kinds.put("joined by blanks", String.join(" ", records));
        kinds.put("an array in one line", "[" + String.join(",", records) + "]");
        kinds.put("an array of arrays", "[[" + String.join("],[", records) + "]]");
        kinds.put("pretty-printed", "[\n" + each(EnvelopesTest::pretty, ",\n") + "\n]\n");
        kinds.put("pretty-printed, with CRLF", each(r -> pretty(r).replace("\n", "\r\n"), "\r\n"));
        kinds.put("sequence of RFC 7464", each(r -> "\u001e" + r, "\n"));
        kinds.put(
                "behind a log's prefix",
                each(r -> "10:00:00,001 INFO [main] {trace=1} a.B \"x\" - " + r + " (done}", "\n"));
        kinds.put("behind a prefix with JSON", each(r -> "{\"level\":\"INFO\"} " + r, "\n"));
        kinds.put(
                "Docker",
                each(
                        r -> "{\"log\":" + quoted(r + "\n")
                                + ",\"stream\":\"stdout\",\"time\":\"2026-11-22T07:00:00.1Z\"}",
                        "\n"));
        kinds.put("Docker, cut in parts", each(EnvelopesTest::dockerParts, "\n"));
        kinds.put("CRI", each(r -> "2026-11-22T07:00:00.123456789Z stdout F " + r, "\n") + "\n");
        kinds.put("CRI in parts", each(EnvelopesTest::criParts, "\n") + "\n");
        kinds.put("CRI with CRLF", each(r -> "2026-11-22T07:00:00.123456789Z stdout F " + r, "\r\n") + "\r\n");
        kinds.put("CRI in parts with CRLF", each(r -> criParts(r).replace("\n", "\r\n"), "\r\n") + "\r\n");
        kinds.put("CRI in parts among those of stderr", each(EnvelopesTest::criPartsMixed, "\n") + "\n");
        kinds.put("journald's export", each(r -> "__CURSOR=s\n_PID=1\nMESSAGE=" + r + "\n", "\n"));
        kinds.put(
                "journald's JSON",
                each(r -> "{\"__CURSOR\":\"s=1\",\"MESSAGE\":" + quoted(r) + ",\"_PID\":\"7\"}", "\n"));
        kinds.put("journald's JSON with a message of bytes", each(EnvelopesTest::journaldBytes, "\n"));
        kinds.put(
                "Loki's API",
                "{\"status\":\"success\",\"data\":{\"result\":[{\"stream\":{\"app\":\"{x}\"},\"values\":["
                        + each(r -> "[\"1790000000000000000\"," + quoted(r) + "]", ",") + "]}]}}");
        kinds.put("logcli's lines", each(r -> "2026-11-22T07:00:00Z {app=\"orders\", pod=\"a\"} " + r, "\n"));
        kinds.put(
                "logcli's JSON",
                each(r -> "{\"labels\":{\"app\":\"x\"},\"line\":" + quoted(r) + ",\"timestamp\":\"2026\"}", "\n"));
        kinds.put("Fluent Bit's forward", each(r -> "[1790000000.1,{\"log\":" + quoted(r) + "}]", "\n"));
        kinds.put(
                "Fluent Bit's standard output",
                each(r -> "[0] kube.x: [[1790000000.1, {}], {\"log\"=>" + quoted(r) + "}]", "\n"));
        kinds.put(
                "Fluent Bit with the log kept and merged",
                each(r -> "{\"log\":" + quoted(r) + ",\"stream\":\"stdout\"," + r.substring(1), "\n"));
        kinds.put(
                "Fluent Bit with a key for what was merged",
                each(
                        r -> "{\"log\":" + quoted(r + "\n") + ",\"log_processed\":" + r
                                + ",\"kubernetes\":{\"pod\":\"a\"}}",
                        "\n"));
        kinds.put(
                "Filebeat with the message kept",
                each(
                        r -> "{\"@timestamp\":\"2026\",\"json\":" + r + ",\"event\":{\"original\":" + quoted(r)
                                + "},\"message\":" + quoted(r) + "}",
                        "\n"));
        kinds.put(
                "Elasticsearch's answer",
                "{\"hits\":{\"total\":{\"value\":100},\"hits\":["
                        + each(r -> "{\"_index\":\"a\",\"_source\":" + r + "}", ",") + "]}}");
        kinds.put("Elasticsearch's bulk", each(r -> "{\"index\":{\"_index\":\"a\"}}\n" + r, "\n"));
        kinds.put(
                "CloudWatch's answer",
                "{\"events\":[" + each(r -> "{\"timestamp\":1790000000000,\"message\":" + quoted(r) + "}", ",\n")
                        + "],\"token\":\"x\"}");
        kinds.put(
                "CloudWatch's subscription",
                each(
                        r -> "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"1\",\"message\":" + quoted(r)
                                + "}]}",
                        ""));
        kinds.put("CloudWatch's export", each(r -> "2026-11-22T07:00:00.000Z " + r, "\n"));
        kinds.put(
                "escaped twice",
                "{\"body\":" + quoted("{\"events\":[" + each(r -> "{\"m\":" + quoted(r) + "}", ",") + "]}") + "}");
        kinds.put("a whole file as one text", "{\"content\":" + quoted(String.join("\n", records) + "\n") + "}");
        kinds.put("escaped with codes", each(r -> "{\"m\":" + quoted(r).replace("\\\"", "\\u0022") + "}", "\n"));
        kinds.put("escaped, its envelope cut off", each(r -> "essage\":" + quoted(r) + "}", "\n"));
        kinds.put("logfmt", each(r -> "level=info msg=" + quoted(r) + " ts=1", "\n"));
        kinds.put("Splunk's collector", each(r -> "{\"time\":1790000000.1,\"host\":\"h\",\"event\":" + r + "}", ""));
        kinds.put(
                "Splunk's collector, as a text",
                each(r -> "{\"time\":1790000000.1,\"host\":\"h\",\"event\":" + quoted(r) + "}", ""));
        kinds.put(
                "Google's export",
                each(r -> "{\"insertId\":\"1\",\"jsonPayload\":" + r + ",\"severity\":\"INFO\"}", "\n"));
        kinds.put("OTLP", each(r -> otlp(logRecord(r), r), "\n"));
        kinds.put("OTLP, pretty-printed", each(r -> pretty(otlp(logRecord(r), r)), "\n"));
        kinds.put("OTLP, several log records to a resource", each(r -> otlp(foreign() + "," + logRecord(r), r), "\n"));
        kinds.put(
                "OTLP, several resources to a line",
                "{\"resourceLogs\":[" + each(r -> resourceLogs(logRecord(r), r), ",") + "]}");
        kinds.put("OTLP in Docker's", each(r -> "{\"log\":" + quoted(otlp(logRecord(r), r) + "\n") + "}", "\n"));
        kinds.put(
                "OTLP of the plain lines",
                each(r -> otlp("{\"body\":{\"stringValue\":" + quoted(r) + "},\"attributes\":[]}", r), "\n"));
        kinds.put("quoted CSV", "time,message\n" + each(r -> "2026-11-22," + cell(r), "\n") + "\n");
        kinds.put("quoted CSV of a prefix", "message\n" + each(r -> cell("INFO " + r), "\r\n"));
        kinds.put("quoted CSV, pretty-printed", "message,x\n" + each(r -> cell(pretty(r)) + ",1", "\n"));
        kinds.put("quoted CSV of Docker's", "m\n" + each(r -> cell("{\"log\":" + quoted(r) + "}"), "\n"));
        kinds.put("each line a text of JSON", each(EnvelopesTest::quoted, "\n"));
        return kinds.entrySet().stream().map(kind -> DynamicTest.dynamicTest(kind.getKey(), () -> allAreIn(kind)));
    }

    private void allAreIn(Map.Entry<String, String> kind) throws Exception {
        assertThat(read(kind.getValue().getBytes(StandardCharsets.UTF_8))).isEqualTo(expected());
        assertThat(tallies.get(0).isIncomplete()).isFalse();
        // as a pipe brings it, byte by byte
        if (kind.getValue().length() < 100_000) {
            assertThat(read(new Slow(kind.getValue()))).isEqualTo(expected());
        }
    }

    @Test
    void aRecordOfEachKindInOneFileIsFound() throws Exception {
        StringBuilder all = new StringBuilder();
        List<DynamicTest> kinds = everyRecordIsFoundOnce().toList();
        all.append(String.join("", records)).append("\nnoise {\"a\":[1,{\n").append("{\"m\":" + quoted(records.get(0)));
        all.append("\n{\"x\":\"").append(records.get(1)).append('\n').append(cell(records.get(2)));
        assertThat(kinds).hasSizeGreaterThan(40);
        assertThat(read(all.toString().getBytes(StandardCharsets.UTF_8))).hasSize(COUNT + 3);
    }

    @Test
    void numbersThatAShipperMadeTextsAreNumbersAndOtherwise() throws Exception {
        String texts = records.get(3).replaceAll(":(\\d+|true)([,}])", ":\"$1\"$2");
        String floats = records.get(4).replaceAll("\"peer_port\":(\\d+)", "\"peer_port\":$1.0");
        assertThat(texts).contains("\"9092\"", "\"true\"");
        assertThat(read((texts + floats).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(expected().subList(3, 5));
    }

    @Test
    void theTimeIsFoundUnderTheNamesAndFormsThatShippersGiveIt() throws Exception {
        for (String time : List.of(
                "\"@timestamp\":\"2026-11-22T07:00:07.000Z\"",
                "\"timestamp\":1795330807000",
                "\"ts\":1795330807",
                "\"ts\":\"1795330807.0\"",
                "\"timestamp\":\"1795330807000000000\"",
                "\"eventTime\":\"2026-11-22T07:00:07+00:00\"",
                "\"log_timestamp\":\"2026-11-22 07:00:07.000 UTC\"",
                "\"_time\":\"2026-11-22T08:00:07.000+0100\"",
                "\"date\":1795330807.0",
                "\"datetime\":\"2026-11-22 07:00:07\"",
                "\"@t\":\"2026-11-22T07:00:07,000Z\"",
                "\"time\":1795330807000",
                "\"ingestion_time\":5,\"@timestamp\":\"2026-11-22T07:00:07Z\",\"idle_time\":\"x\"")) {
            String renamed = records.get(7).replaceFirst("\"time\":\"[^\"]*\"", time);
            assertThat(read(renamed.getBytes(StandardCharsets.UTF_8)))
                    .as(time)
                    .isEqualTo(expected().subList(7, 8));
        }
    }

    @Test
    void aRecordWithoutATimeIsCountedAndSoIsOneThatIsCutOff() throws Exception {
        String untimed = records.get(7).replaceFirst("\"time\":\"[^\"]*\",", "");
        read((records.get(0) + untimed + records.get(1).substring(0, 200)).getBytes(StandardCharsets.UTF_8));
        assertThat(tallies.get(0).isIncomplete()).isTrue();
        assertThat(tallies.get(0).sentences())
                .containsExactly(
                        "standard input: 1 broken record, skipped: line 1 (cut off)",
                        "standard input: 1 record without a time that can be read, skipped: line 1");
    }

    @Test
    void whereverARecordIsCutOffTheNextOneIsFound() throws Exception {
        String one = records.get(0);
        for (String between : List.of("", "\n", " ", "\n2026-11-22 INFO ")) {
            for (int cut = 0; cut < one.length(); cut++) {
                String text = one.substring(0, cut) + between + records.get(1) + "\n" + records.get(2);
                assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
                        .as(text)
                        .isEqualTo(expected().subList(1, 3));
                String inner =
                        "{\"m\":" + quoted(one.substring(0, cut) + between + records.get(1)) + "}" + records.get(2);
                assertThat(read(inner.getBytes(StandardCharsets.UTF_8)))
                        .as(inner)
                        .isEqualTo(expected().subList(1, 3));
            }
        }
    }

    @Test
    void whereverDockerCutsARecordItIsWhole() throws Exception {
        String one = records.get(0);
        for (int cut = 2; cut < one.length(); cut++) {
            String text = docker(one.substring(0, cut)) + docker(one.substring(cut) + "\n");

            assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .isEqualTo(expected().subList(0, 1));
        }
    }

    @Test
    void whereverAnEscapedRecordIsCutOffWithItsEnvelopeTheNextOneIsFound() throws Exception {
        for (String one : List.of(cell(records.get(0)), quoted(records.get(0)))) {
            for (int cut = 1; cut < one.length(); cut++) {
                String text = one.substring(0, cut) + "\n" + records.get(1) + "\n" + records.get(2);
                assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
                        .as(text)
                        .endsWith(expected().get(2));
                assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
                        .as(text)
                        .contains(expected().get(1));
            }
        }
    }

    @Test
    void anEnvelopeOfAnyLengthIsReadInAFewMegabytes() throws Exception {
        byte[] head = "{\"body\":\"[".getBytes(StandardCharsets.UTF_8);
        byte[] one = ("{\\\"m\\\":" + inner(quoted(records.get(0))) + "},").getBytes(StandardCharsets.UTF_8);
        int times = 40_000;
        InputStream text = new InputStream() {
            private long at;

            @Override
            public int read() {
                long i = at++ - head.length;
                return i < 0 ? head[(int) at - 1] : i < (long) times * one.length ? one[(int) (i % one.length)] : -1;
            }
        };
        long[] found = {0};
        reader(text).read(List.of("-"), record -> found[0]++);
        assertThat(found[0]).isEqualTo(times);
    }

    @Test
    void aLogRecordWithoutAResourceSaysNothingOfTheHostBeforeIt() throws Exception {
        String withoutVersion = "{\"resourceLogs\":[{\"scopeLogs\":[{\"scope\":{\"version\":\"1\"},\"logRecords\":["
                + logRecord(records.get(1)) + "]}]}]}";
        String text = otlp(logRecord(records.get(0)), records.get(0)) + "\n" + withoutVersion + "\n";

        List<String> read = read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(read.get(0)).contains(" h\u00e4-0 ");
        assertThat(read.get(1)).contains(" null ");
    }

    @Test
    void aLineOfTenMegabytesKeepsItsResource() throws Exception {
        int count = 20_000;
        String many = String.join(",", Collections.nCopies(count, logRecord(records.get(0))));
        String text = otlp(many, records.get(0)) + "\n" + otlp(logRecord(records.get(1)), records.get(1));
        assertThat(text.length()).isGreaterThan(8_000_000);

        List<String> read = read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(read).hasSize(count + 1);
        assertThat(read.subList(0, count)).containsOnly(expected().get(0));
        assertThat(read.get(count)).isEqualTo(expected().get(1));
    }

    @Test
    void whatOnlyLooksLikeALogRecordIsPassedOver() throws Exception {
        for (String strange : List.of(
                "{\"eventName\":{\"a\":1}}",
                "{\"eventName\":\"kafka_tcp_agent.x\",\"attributes\":5}",
                "{\"eventName\":\"kafka_tcp_agent.x\",\"attributes\":[{\"key\":{},\"value\":[]}]}",
                "{\"eventName\":\"kafka_tcp_agent.x\",\"timeUnixNano\":[],\"attributes\":[{\"key\":\"error.message\","
                        + "\"value\":{\"intValue\":\"1e999999999\"}}]}",
                "{\"resource\":[],\"scope\":1,\"eventName\":\"kafka_tcp_agent.connect_failed\"}")) {
            String text = strange + "\n" + otlp(logRecord(records.get(0)), records.get(0)) + records.get(1);

            assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
                    .as(strange)
                    .isEqualTo(expected().subList(0, 2));
        }
    }

    /** As the Collector's file exporter writes it, with what its processors add. */
    private static String otlp(String logRecords, String record) {
        return "{\"resourceLogs\":[" + resourceLogs(logRecords, record) + "]}";
    }

    private static String resourceLogs(String logRecords, String record) {
        return "{\"resource\":{\"attributes\":[{\"key\":\"k8s.pod.name\",\"value\":{\"stringValue\":\"a\"}},"
                + "{\"key\":\"host.name\",\"value\":{\"stringValue\":"
                + quoted(tree(record).get("host").asText())
                + "}}]},\"scopeLogs\":[{\"scope\":{\"name\":\"io.kafkatcp.agent\",\"version\":\"0.1.0\"},"
                + "\"logRecords\":["
                + logRecords + "],\"schemaUrl\":\"x\"}]}";
    }

    private static String logRecord(String record) {
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

    private static String foreign() {
        return "{\"timeUnixNano\":\"5\",\"eventName\":\"device.app.lifecycle\",\"attributes\":[]}";
    }

    private static JsonNode tree(String record) {
        try {
            return JSON.readTree(record);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> read(byte[] text) throws BadInput {
        return read(new ByteArrayInputStream(text));
    }

    private List<String> read(InputStream text) throws BadInput {
        List<String> read = new ArrayList<>();
        tallies = reader(text).read(List.of("-"), record -> read.add(shown(record)));
        return read;
    }

    private static RecordFiles reader(InputStream text) {
        return new RecordFiles(EnumSet.allOf(Field.class), text, new Progress(new PrintWriter(new StringWriter())));
    }

    private static String shown(FileRecord record) {
        return record.timeMs() + " " + record.event() + " " + record.number(Field.PEER_PORT, -1) + " "
                + record.text(Field.HOST) + " " + record.text(Field.ERROR) + " "
                + record.flag(Field.NEIGHBOUR_COMPLETE);
    }

    private static String record(int i) {
        return "{\"time\":\"2026-11-22T07:00:" + (i % 60 < 10 ? "0" : "") + i % 60
                + ".000Z\",\"event\":\"connect_failed\","
                + "\"agent_version\":\"0.1.0\",\"host\":\"h\\u00e4-" + i
                + "\",\"peer_ip\":\"10.9.0.1\",\"peer_port\":9092,"
                + "\"error\":\"says \\\"{\\\\x}\\\", \u00e9\",\"neighbour_complete\":true,\"timeline\":[[0,0],[1,2]]}";
    }

    private static List<String> expected() {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> (1795330800000L + i % 60 * 1000) + " connect_failed 9092 h\u00e4-" + i
                        + " says \"{\\x}\", \u00e9 true")
                .toList();
    }

    private String each(Function<String, String> form, String between) {
        return records.stream().map(form).collect(Collectors.joining(between));
    }

    private static String pretty(String record) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(record));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String inner(String text) {
        String quoted = quoted(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String cell(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static String dockerParts(String record) {
        int cut = 20 + record.hashCode() % 10;
        return Stream.of(record.substring(0, cut), record.substring(cut, 2 * cut), record.substring(2 * cut) + "\n")
                .map(part -> "{\"log\":" + quoted(part) + ",\"stream\":\"stdout\",\"time\":\"2026-11-22T07:00:00.1Z\"}")
                .collect(Collectors.joining("\n"));
    }

    private static String docker(String text) {
        return "{\"log\":" + quoted(text) + ",\"stream\":\"stdout\",\"time\":\"2026-11-22T07:00:00.1Z\"}\n";
    }

    private static String criParts(String record) {
        int cut = 60 + record.hashCode() % 50;
        return "2026-11-22T07:00:00.123456789Z stdout P " + record.substring(0, cut)
                + "\n2026-11-22T07:00:00.123456789+02:00 stdout F " + record.substring(cut);
    }

    private static String criPartsMixed(String record) {
        return criParts(record)
                .replace(
                        "\n",
                        "\n2026-11-22T07:00:00.123456789Z stderr P Exception \"in\n"
                                + "2026-11-22T07:00:00.123456789Z stderr F thread\n");
    }

    private static String journaldBytes(String record) {
        byte[] bytes = ("\u001b[32mINFO\u001b[0m " + record).getBytes(StandardCharsets.UTF_8);
        return "{\"MESSAGE\":"
                + IntStream.range(0, bytes.length)
                        .mapToObj(i -> "" + (bytes[i] & 0xff))
                        .collect(Collectors.joining(",", "[", "]"))
                + ",\"_PID\":\"7\"}";
    }

    /** Gives a byte at a time. */
    private static final class Slow extends ByteArrayInputStream {

        Slow(String text) {
            super(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(1, length));
        }
    }
}
