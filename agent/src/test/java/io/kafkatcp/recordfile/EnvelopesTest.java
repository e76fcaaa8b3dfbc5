package io.kafkatcp.recordfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Records as shippers, container runtimes, services and people leave them: all of them are found, and each once. */
class EnvelopesTest extends EnvelopeFixture {

    @TestFactory
    Stream<DynamicTest> everyRecordIsFoundOnce() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("joined without a line feed", String.join("", records));
        kinds.put("joined by blanks", String.join(" ", records));
        kinds.put("an array in one line", "[" + String.join(",", records) + "]");
        kinds.put("an array of arrays", "[[" + String.join("],[", records) + "]]");
        kinds.put("pretty-printed", "[\n" + each(EnvelopeFixture::pretty, ",\n") + "\n]\n");
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
        kinds.put("Docker, cut in parts", each(EnvelopeFixture::dockerParts, "\n"));
        kinds.put("CRI", each(r -> "2026-11-22T07:00:00.123456789Z stdout F " + r, "\n") + "\n");
        kinds.put("CRI in parts", each(EnvelopeFixture::criParts, "\n") + "\n");
        kinds.put("CRI with CRLF", each(r -> "2026-11-22T07:00:00.123456789Z stdout F " + r, "\r\n") + "\r\n");
        kinds.put("CRI in parts with CRLF", each(r -> criParts(r).replace("\n", "\r\n"), "\r\n") + "\r\n");
        kinds.put("CRI in parts among those of stderr", each(EnvelopeFixture::criPartsMixed, "\n") + "\n");
        kinds.put("journald's export", each(r -> "__CURSOR=s\n_PID=1\nMESSAGE=" + r + "\n", "\n"));
        kinds.put(
                "journald's JSON",
                each(r -> "{\"__CURSOR\":\"s=1\",\"MESSAGE\":" + quoted(r) + ",\"_PID\":\"7\"}", "\n"));
        kinds.put("journald's JSON with a message of bytes", each(EnvelopeFixture::journaldBytes, "\n"));
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
        kinds.put("each line a text of JSON", each(EnvelopeFixture::quoted, "\n"));
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
}
