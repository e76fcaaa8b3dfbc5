package io.kafkatcp.recordfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.recordfile.row.Field;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** What log services, shippers and people's commands make of two records: both are found, with their times. */
class ShippersTest {

    private static final String TIME = "2026-11-22T07:00:01.000Z";
    private static final String ONE =
            "{\"time\":\"" + TIME + "\",\"event\":\"connect_failed\",\"agent_version\":\"0.1.0\""
                    + ",\"host\":\"a-1\",\"peer_ip\":\"10.9.0.1\",\"peer_port\":9092,\"outcome\":\"timeout\","
                    + "\"timeline\":[[0,1],[2,3]]}";
    private static final String TWO = ONE.replace("a-1", "a-2").replace("connect_failed", "connection_opened");
    private static final String ESC_1 = escaped(ONE);
    private static final String ESC_2 = escaped(TWO);
    private static final String CSV_1 = ONE.replace("\"", "\"\"");
    private static final String CSV_2 = TWO.replace("\"", "\"\"");
    private static final String BARE_1 = ONE.replace("\"time\":\"" + TIME + "\",", "");
    private static final String BARE_2 = TWO.replace("\"time\":\"" + TIME + "\",", "");

    @Test
    void whatEachOfThemWritesYieldsBothRecords() {
        SoftAssertions softly = new SoftAssertions();
        forms().forEach((form, text) -> {
            List<String> read = new ArrayList<>();
            String said = read(text.getBytes(StandardCharsets.UTF_8), read);
            softly.assertThat(read)
                    .as(form + " " + said)
                    .containsExactlyInAnyOrder(
                            "1795330801000 connect_failed a-1 9092", "1795330801000 connection_opened a-2 9092");
            softly.assertThat(said).as(form).doesNotContain("broken", "without a time", "does not know, skipped");
        });
        softly.assertAll();
    }

    @Test
    void aRecordWhoseTimeNobodyKeptIsCounted() {
        List<String> read = new ArrayList<>();
        String said = read(
                ("{\"message\":\"" + escaped(BARE_1) + "\",\"level\":\"info\"}\n" + BARE_2 + "\n" + ONE)
                        .getBytes(StandardCharsets.UTF_8),
                read);
        assertThat(read).hasSize(1);
        assertThat(said).contains("2 records without a time that can be read, skipped: line 1, 2");
    }

    @Test
    void aTableOfOtherColumnsIsNone() {
        List<String> read = new ArrayList<>();
        assertThat(read("time,event,host\n1,connect_failed,a\n".getBytes(StandardCharsets.UTF_8), read))
                .contains("holds no record");
    }

    @Test
    void aRowOfATableHasItsLine() {
        List<String> read = new ArrayList<>();
        String said = read(
                ("time,event,agent_version,error\n" + TIME + ",connect_failed,0.1.0,\"two\nlines\"\n" + TIME
                                + ",moon_rises,0.1.0,\n")
                        .getBytes(StandardCharsets.UTF_8),
                read);
        assertThat(said).contains("line 4 (moon_rises)");
        assertThat(read).hasSize(1);
    }

    private static Map<String, String> forms() {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put(
                "Datadog, exported",
                "[{\"id\":\"AQ\",\"content\":{\"timestamp\":\"2026-11-22T07:00:01.000Z\",\"host\":\"i-1\","
                        + "\"attributes\":" + ONE + ",\"message\":\"x\"}},{\"id\":\"AR\",\"content\":{\"message\":\""
                        + ESC_2 + "\"}}]");
        forms.put(
                "Splunk, CSV of _raw",
                "\"_raw\",\"_time\",host\n\"" + CSV_1 + "\",\"2026-11-22T07:00:01.000+0000\",h\n\"" + CSV_2
                        + "\",\"2026-11-22T07:00:01.000+0000\",h\n");
        forms.put(
                "Splunk, JSON of a search",
                "{\"preview\":false,\"result\":{\"_raw\":\"" + ESC_1 + "\",\"_time\":\"1\"}}\n"
                        + "{\"preview\":false,\"lastrow\":true,\"result\":{\"_raw\":\"" + ESC_2 + "\"}}\n");
        forms.put(
                "Graylog, GELF",
                "{\"version\":\"1.1\",\"host\":\"g\",\"short_message\":\"" + ESC_1
                        + "\",\"timestamp\":1795330801.0,\"_level\":6}\n{\"version\":\"1.1\",\"short_message\":\""
                        + ESC_2 + "\"}\n");
        forms.put(
                "Vector",
                "{\"file\":\"/l\",\"host\":\"v\",\"message\":\"" + ESC_1
                        + "\",\"source_type\":\"file\",\"timestamp\":\"" + TIME + "\"}\n{\"message\":\"" + ESC_2
                        + "\"}\n");
        forms.put(
                "syslog, RFC 5424",
                "<134>1 2026-11-22T07:00:01.000Z h app 12 - [x@1 a=\"b\"] " + ONE
                        + "\n<134>1 2026-11-22T07:00:01.000Z h app 12 - - \ufeff" + TWO + "\n");
        forms.put(
                "syslog, RFC 3164", "<13>Nov 22 07:00:01 h app[12]: " + ONE + "\nNov 22 07:00:01 h app: " + TWO + "\n");
        forms.put(
                "kubectl logs --prefix --timestamps",
                "[pod/a-1/c] 2026-11-22T07:00:01.123456789Z " + ONE + "\n[pod/a-2/c] 2026-11-22T07:00:01.123456789Z "
                        + TWO + "\n");
        forms.put("docker compose logs", "\u001b[36mapp-1  | \u001b[0m" + ONE + "\napp-2  | " + TWO + "\n");
        forms.put(
                "journalctl -o json",
                "{\"__REALTIME_TIMESTAMP\":\"1795330801000000\",\"MESSAGE\":\"" + ESC_1
                        + "\",\"_PID\":\"1\"}\n{\"MESSAGE\":" + numbers(TWO) + "}\n");
        forms.put(
                "journalctl -o export",
                "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1795330801000000\nMESSAGE=" + ONE + "\n_PID=1\n\nMESSAGE=" + TWO
                        + "\n\n");
        forms.put(
                "journalctl -o short-iso",
                "2026-11-22T07:00:01+0000 h app[1]: " + ONE + "\n2026-11-22T07:00:01+0000 h app[1]: " + TWO + "\n");
        forms.put(
                "logcli -o jsonl",
                "{\"labels\":{\"app\":\"x\"},\"line\":\"" + ESC_1 + "\",\"timestamp\":\"" + TIME
                        + "\"}\n{\"labels\":{},\"line\":\"" + ESC_2 + "\",\"timestamp\":\"" + TIME + "\"}\n");
        forms.put(
                "Loki's API",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[{\"stream\":{},"
                        + "\"values\":[[\"1795330801000000000\",\"" + ESC_1 + "\"],[\"1795330801000000000\",\"" + ESC_2
                        + "\"]]}]}}");
        forms.put(
                "CloudWatch Logs Insights, JSON",
                "{\"results\":[[{\"field\":\"@timestamp\",\"value\":\"2026-11-22 07:00:01.000\"},"
                        + "{\"field\":\"@message\",\"value\":\"" + ESC_1 + "\"}],[{\"field\":\"@message\",\"value\":\""
                        + ESC_2 + "\"}]]}");
        forms.put(
                "CloudWatch Logs Insights, CSV",
                "@timestamp,@message\n2026-11-22 07:00:01.000,\"" + CSV_1 + "\"\n2026-11-22 07:00:01.000,\"" + CSV_2
                        + "\"\n");
        forms.put(
                "CloudWatch Logs, events",
                "{\"events\":[{\"timestamp\":1795330801000,\"message\":\"" + ESC_1
                        + "\",\"ingestionTime\":1795330901000},{\"timestamp\":1795330801000,\"message\":\"" + ESC_2
                        + "\"}]}");
        forms.put(
                "Google Cloud Logging",
                "[{\"insertId\":\"1\",\"jsonPayload\":" + ONE
                        + ",\"timestamp\":\"2026-11-22T07:00:01.000123Z\"},{\"textPayload\":\"" + ESC_2 + "\"}]");
        forms.put(
                "Azure Log Analytics, CSV",
                "\ufeffTimeGenerated [UTC],LogEntry,Computer\r\n\"11/22/2026, 7:00:01.000 AM\",\"" + CSV_1
                        + "\",c\r\n\"11/22/2026, 7:00:01.000 AM\",\"" + CSV_2 + "\",c\r\n");
        forms.put(
                "Elasticsearch, hits",
                "{\"hits\":{\"hits\":[{\"_index\":\"i\",\"_source\":" + ONE + "},{\"_source\":{\"message\":\"" + ESC_2
                        + "\",\"@timestamp\":\"" + TIME + "\"}}]}}");
        forms.put(
                "Elasticsearch, time renamed by the shipper",
                "{\"hits\":{\"hits\":[{\"_source\":"
                        + BARE_1.replace("{", "{\"@timestamp\":\"" + TIME + "\",") + "},{\"_source\":"
                        + BARE_2.replace("{", "{\"@timestamp\":\"" + TIME + "\",") + "}]}}");
        forms.put(
                "Kibana, CSV of columns",
                "\"@timestamp\",event,\"agent_version\",host,\"peer_ip\",\"peer_port\"\n"
                        + "\"Nov 22, 2026 @ 07:00:01.000\",\"connect_failed\",\"0.1.0\",\"a-1\",\"10.9.0.1\","
                        + "\"9,092\"\n\"2026-11-22T07:00:01.000Z\",connection_opened,0.1.0,a-2,10.9.0.1,9092\n");
        forms.put(
                "columns with semicolons",
                "time;event;agent_version;host;peer_port\r\n" + TIME + ";connect_failed;0.1.0;a-1;9092\r\n" + TIME
                        + ";connection_opened;0.1.0;a-2;9092\r\n");
        forms.put(
                "columns of a service",
                "timestamp,jsonPayload.event,jsonPayload.agent_version,jsonPayload.host,jsonPayload.peer_port\n" + TIME
                        + ",connect_failed,0.1.0,a-1,9092\n" + TIME + ",connection_opened,0.1.0,a-2,9092\n");
        forms.put(
                "time in the envelope, before",
                "{\"@timestamp\":\"" + TIME + "\",\"message\":\"" + escaped(BARE_1) + "\"}\n{\"@timestamp\":\"" + TIME
                        + "\",\"kafka\":" + BARE_2 + "}\n");
        forms.put(
                "time in the envelope, behind",
                "{\"log\":\"" + escaped(BARE_1) + "\\n\",\"stream\":\"stdout\",\"time\":\"" + TIME
                        + "\"}\n{\"a\":{\"kafka\":" + BARE_2 + ",\"b\":1},\"timestamp\":1795330801000}\n");
        int half = ESC_1.indexOf("outcome");
        forms.put(
                "CRI in Docker's",
                "{\"log\":\"2026-11-22T07:00:01.1Z stdout P " + ESC_1.substring(0, half)
                        + "\",\"time\":\"" + TIME + "\"}\n{\"log\":\"2026-11-22T07:00:01.1Z stdout F "
                        + ESC_1.substring(half)
                        + "\\n\",\"time\":\"" + TIME + "\"}\n{\"log\":\"2026-11-22T07:00:01.1Z stdout F " + ESC_2
                        + "\\n\"}\n");
        forms.put("NUL bytes after a crash", ONE + "\n" + "\0".repeat(5_000) + "\n" + TWO + "\n");
        forms.put("NUL bytes before a record", ONE + "\n" + "\0".repeat(5_000) + TWO + "\n");
        forms.put("a shell's echo of single quotes", "echo '" + ONE + "' | tee\n$ '" + TWO + "'\n");
        forms.put("a Markdown page", "```json\n" + ONE + "\n" + TWO + "\n```\n");
        forms.put("an HTML page", "<pre>" + ONE + "</pre><pre>" + TWO + "</pre>");
        forms.put("YAML", "- message: '" + ONE + "'\n- message: \"" + ESC_2 + "\"\n");
        forms.put("Python's repr", "{'time': 1, 'message': '" + ONE + "'}\n{'message': '" + TWO + "'}\n");
        return forms;
    }

    private static String read(byte[] text, List<String> read) {
        StringBuilder said = new StringBuilder();
        try {
            new RecordFiles(
                            EnumSet.allOf(Field.class),
                            new ByteArrayInputStream(text),
                            new Progress(new PrintWriter(new StringWriter())))
                    .read(
                            List.of("-"),
                            record -> read.add(record.timeMs() + " " + record.event() + " " + record.text(Field.HOST)
                                    + " " + record.number(Field.PEER_PORT, -1)))
                    .forEach(tally -> tally.sentences().forEach(said::append));
        } catch (BadInput e) {
            said.append(e.getMessage());
        }
        return said.toString();
    }

    private static String escaped(String record) {
        return record.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String numbers(String text) {
        StringBuilder numbers = new StringBuilder("[");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            numbers.append(numbers.length() > 1 ? "," : "").append(b & 0xff);
        }
        return numbers.append(']').toString();
    }
}
