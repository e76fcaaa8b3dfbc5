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

/**
 * What shippers and services make of a record when they take it apart: its fields as labels, columns or pairs of a name
 * and a value, often with its text beside them. Each record counts once, with its own values.
 */
class TakenApartTest {

    private static final String ONE = record("a-1", 40_001);
    private static final String TWO = record("a-2", 40_002);
    private static final String LABELS_1 = labels("a-1", 40_001);
    private static final String LABELS_2 = labels("a-2", 40_002);
    private static final String LABEL_1 = escaped(LABELS_1);

    @Test
    void aRecordWhoseTextStandsBesideWhatWasMadeOfItCountsOnce() {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put(
                "Loki's API, with | json",
                "{\"status\":\"success\",\"data\":{\"result\":[{\"stream\":" + LABELS_1 + ",\"values\":[[\"17\",\""
                        + escaped(ONE) + "\"]]},{\"stream\":" + LABELS_2 + ",\"values\":[[\"18\",\"" + escaped(TWO)
                        + "\"]]}]}}");
        forms.put(
                "logcli's lines of JSON, with | json",
                "{\"labels\":" + LABELS_1 + ",\"line\":\"" + escaped(ONE) + "\"}\n{\"labels\":" + LABELS_2
                        + ",\"line\":\"" + escaped(TWO) + "\"}\n");
        forms.put(
                "Grafana's JSON",
                "[{\"line\":\"" + escaped(ONE) + "\",\"date\":\"x\",\"fields\":" + LABELS_1 + "},{\"line\":\""
                        + escaped(TWO) + "\",\"fields\":" + LABELS_2 + "}]");
        forms.put(
                "Grafana's CSV",
                "\"labels\",\"Time\",\"Line\"\n" + cell(LABELS_1) + ",\"2026\"," + cell(ONE) + "\n" + cell(LABELS_2)
                        + ",\"2026\"," + cell(TWO) + "\n");
        forms.put(
                "Datadog's API, by an encoder with other escapes",
                "{\"data\":[{\"attributes\":{\"attributes\":" + coded(ONE) + ",\"message\":\"" + escaped(ONE)
                        + "\"}},{\"attributes\":{\"message\":\"" + escaped(TWO) + "\",\"attributes\":" + coded(TWO)
                        + "}}]}");
        forms.put(
                "Fluent Bit, numbers as texts beside the line",
                "{\"log\":\"" + escaped(ONE) + "\\n\",\"kafka\":" + LABELS_1 + "}\n{\"kafka\":" + LABELS_2
                        + ",\"log\":\"" + escaped(TWO) + "\"}\n");
        forms.put(
                "merged, with the time taken out",
                "{\"@timestamp\":\"2026-11-22T07:00:01.900Z\",\"log\":\"" + escaped(ONE) + "\",\"kafka\":"
                        + LABELS_1.replaceFirst(",\"time\".*", "}") + "}\n" + TWO);
        forms.put(
                "a text within a text beside it",
                "{\"message\":\"" + escaped("{\"labels\":\"" + LABEL_1 + "\",\"line\":\"" + escaped(ONE) + "\"}")
                        + "\"}\n" + TWO);
        hold(forms);
    }

    @Test
    void twoRecordsOfTheSameConnectionAndMomentAreTwo() {
        String other = ONE.replace("\"outcome\":\"timeout\"", "\"outcome\":\"timeout\",\"partition\":3");
        List<String> read = new ArrayList<>();
        assertThat(read(
                        "[" + ONE + "," + ONE + "]" + ONE + ONE + "\n" + ONE + "\n{\"m\":\"" + escaped(ONE + ONE)
                                + "\"}\n{\"a\":" + ONE + ",\"b\":" + other + "}"
                                + "{\"a\":" + ONE + ",\"b\":" + ONE.replace("07:00:01.000", "07:00:02.000") + "}",
                        read))
                .isEmpty();
        assertThat(read).hasSize(2 + 2 + 1 + 2 + 2 + 2);
    }

    @Test
    void aColumnIsKnownBehindWhatAServicePutsBeforeItsName() {
        String row1 = "2026-11-22T07:00:01.000Z,connect_failed,0.1.0,a-1,\"9,092\",40001\n";
        String row2 = "2026-11-22T07:00:01.000Z,connect_failed,0.1.0,a-2,9092,40002\n";
        String names = "event,agent_version,host,peer_port,local_port";
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("Datadog's facets", "Date," + names.replaceAll("(^|,)", "$1@") + "\n" + row1 + row2);
        forms.put("Cloud Logging's", "timestamp," + names.replaceAll("(^|,)", "$1jsonPayload.") + "\n" + row1 + row2);
        forms.put("BigQuery's", "timestamp," + names.replaceAll("(^|,)", "$1jsonPayload_") + "\n" + row1 + row2);
        forms.put(
                "Log Analytics' custom tables",
                "TimeGenerated [UTC],event_s,agent_version_s,host_s,peer_port_d,local_port_d\n" + row1 + row2);
        forms.put("in capitals", "TIME," + names.toUpperCase(java.util.Locale.ROOT) + "\n" + row1 + row2);
        forms.put("Excel's first line", "sep=,\r\ntime," + names + "\r\n" + row1 + row2);
        forms.put("PowerShell's first line", "#TYPE System.Object\r\n\"time\"," + names + "\r\n" + row1 + row2);
        forms.put(
                "a name with a comma",
                "\"a, b\",\"say \"\"c\"\"\",time," + names + "\n1,2," + row1 + "\"1, 1\",\"2 \"\"x\"\"\"," + row2);
        forms.put(
                "the text beside its columns",
                "host,time,event,agent_version,peer_port,_raw\nsplunk-1,,connect_failed,0.1.0,9092," + cell(ONE)
                        + "\nsplunk-1,,connect_failed,0.1.0,9092," + cell(TWO) + "\n");
        hold(forms);
    }

    @Test
    void aValueIsFoundWithinWhatAnEncoderPutsAroundIt() {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put(
                "Elasticsearch's fields",
                wrapped(ONE, "[$1]").replaceFirst("^", "{\"fields\":") + "}" + wrapped(TWO, "[ $1 ]"));
        forms.put("Avro's unions", wrapped(ONE, "{\"x\":$1}") + "\n" + wrapped(TWO, "{ \"string\" : $1 }"));
        forms.put(
                "MongoDB's numbers",
                ONE.replaceAll("\":(\\d+)", "\":{\"\\$numberLong\":\"$1\"}")
                        + TWO.replaceAll("\":(\\d+)", "\":{\"\\$numberInt\":\"$1\"}"));
        forms.put(
                "Log Analytics' custom tables",
                "[{\"TimeGenerated\":\"2026-11-22T07:00:01Z\"," + suffixed(ONE) + "," + "{" + suffixed(TWO) + "]");
        hold(forms);
    }

    @Test
    void pairsOfANameAndAValueAreARecord() {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put(
                "CloudWatch Logs Insights, fields",
                "{\"results\":[[{\"field\":\"@timestamp\",\"value\":\"2026-11-22 07:00:01.000\"},"
                        + pairs(ONE, "field", "$2") + "],[" + pairs(TWO, "field", "$2")
                        + ",{\"field\":\"@ptr\",\"value\":\"x\"}]],\"status\":\"Complete\"}");
        forms.put(
                "a Collector's parsed body",
                "{\"resourceLogs\":[{\"resource\":{},"
                        + "\"scopeLogs\":[{\"scope\":{},\"logRecords\":[{\"body\":{\"kvlistValue\":"
                        + "{\"values\":[" + pairs(ONE, "key", "{\"stringValue\":$2}")
                        + "]}}},{\"body\":{\"kvlistValue\":"
                        + "{\"values\":[" + pairs(TWO, "key", "{\"stringValue\":$2}") + "]}}}]}]}]}");
        forms.put(
                "a Collector's attributes beside the text",
                "{\"logRecords\":[{\"body\":{\"stringValue\":\"" + escaped(ONE) + "\"},\"attributes\":["
                        + pairs(ONE, "key", "{\"stringValue\":$2}") + "]},{\"attributes\":["
                        + pairs(TWO, "key", "{\"stringValue\":$2}") + "],\"body\":{\"stringValue\":\"" + escaped(TWO)
                        + "\"}}]}");
        forms.put(
                "within a text",
                "{\"m\":\"" + escaped("{\"results\":[[" + pairs(ONE, "field", "$2") + "]]}")
                        + "\"}\n{\"key\":\"agent_version\"}\n{\"results\":[" + pairs(TWO, "field", "$2") + "]}\n");
        hold(forms);
    }

    private static void hold(Map<String, String> forms) {
        SoftAssertions softly = new SoftAssertions();
        forms.forEach((form, text) -> {
            List<String> read = new ArrayList<>();
            String said = read(text, read);
            softly.assertThat(read)
                    .as(form + " " + said)
                    .containsExactlyInAnyOrder("1795330801000 a-1 9092 40001", "1795330801000 a-2 9092 40002");
            softly.assertThat(said).as(form).doesNotContain("broken", "without a time");
        });
        softly.assertAll();
    }

    private static String read(String text, List<String> read) {
        StringBuilder said = new StringBuilder();
        try {
            new RecordFiles(
                            EnumSet.allOf(Field.class),
                            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                            new Progress(new PrintWriter(new StringWriter())))
                    .read(
                            List.of("-"),
                            record -> read.add(record.timeMs() + " " + record.text(Field.HOST) + " "
                                    + record.number(Field.PEER_PORT, -1) + " " + record.number(Field.LOCAL_PORT, -1)))
                    .forEach(tally -> tally.sentences().forEach(said::append));
        } catch (BadInput e) {
            said.append(e.getMessage());
        }
        return said.toString();
    }

    private static String record(String host, int localPort) {
        return "{\"time\":\"2026-11-22T07:00:01.000Z\",\"event\":\"connect_failed\",\"agent_version\":\"0.1.0\","
                + "\"host\":\"" + host + "\",\"client_id\":\"b\u00fcro/1\",\"peer_ip\":\"10.9.0.1\",\"peer_port\":9092,"
                + "\"local_port\":" + localPort + ",\"outcome\":\"timeout\",\"timeline\":[[0,1],[2,3]]}";
    }

    /** Loki's: by name, all texts, arrays left out, and its own label keeps a name that both have. */
    private static String labels(String host, int localPort) {
        return "{\"agent_version\":\"0.1.0\",\"app\":\"orders\",\"client_id\":\"b\u00fcro/1\",\"event\":"
                + "\"connect_failed\",\"host\":\"node-7\",\"host_extracted\":\"" + host + "\",\"local_port\":\""
                + localPort + "\",\"outcome\":\"timeout\",\"peer_ip\":\"10.9.0.1\",\"peer_port\":\"9092\","
                + "\"time\":\"2026-11-22T07:00:01.000Z\",\"timestamp\":\"1\"}";
    }

    private static String coded(String record) {
        return record.replace("\u00fc", "\\u00fc").replace("/", "\\/");
    }

    private static String wrapped(String record, String around) {
        return record.replaceAll("(?<=:)(\"[^\"]*\"|\\d+)", around);
    }

    /** All but the timeline, as texts. */
    private static String pairs(String record, String name, String value) {
        return record.replaceFirst("^\\{", "")
                .replaceFirst(",\"timeline\".*", "")
                .replaceAll("\":(\\d+)", "\":\"$1\"")
                .replaceAll("\"(\\w+)\":(\"[^\"]*\")", "{\"" + name + "\":\"$1\",\"value\":" + value + "}");
    }

    private static String suffixed(String record) {
        return record.substring(1)
                .replace("\"time\":", "\"time_t\":")
                .replaceAll("\"(\\w+)\":\"", "\"$1_s\":\"")
                .replace("time_t_s", "time_t")
                .replaceAll("\"(\\w+)\":(\\d)", "\"$1_d\":$2");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String cell(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
