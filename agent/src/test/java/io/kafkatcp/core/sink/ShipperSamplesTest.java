package io.kafkatcp.core.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.sink.json.JsonLine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the sample configurations of log shippers say of the lines is true of them. Fluent Bit and the Collector are in
 * neither Debian nor Maven Central; rsyslog and syslog-ng themselves run in ShippersIT.
 */
class ShipperSamplesTest {

    private static final Path MONITORING = Path.of("src/main/monitoring");
    private static final Pattern LINE = Pattern.compile("(\\^\\[\\{].*agent_version\\\\?\":\\\\?\")");
    private static final Pattern LAYOUT = Pattern.compile("(?:layout|time_format): ['\"](.*)['\"]");
    /** Of strptime, as both shippers document it. */
    private static final Map<String, String> DIRECTIVES =
            Map.of("%Y", "uuuu", "%m", "MM", "%d", "dd", "%H", "HH", "%M", "mm", "%S", "ss", "%L", "SSS");

    private final JsonLine json = new JsonLine(IdentityOf.environment(Map.of("HOSTNAME", "pod-7")));

    @ParameterizedTest
    @ValueSource(strings = {"otel-collector.yaml", "fluent-bit.yaml", "rsyslog.conf", "syslog-ng.conf"})
    void theExpressionTakesEachOfTheAgentsLinesAndNoOther(String file) throws Exception {
        Pattern line = Pattern.compile(found(LINE, file).replace("\\\"", "\""));

        for (Record record : EventSchemaTest.everyEventWithAllItsFields().toList()) {
            assertThat(line.matcher(text(record)).find()).as(text(record)).isTrue();
        }
        for (String other : List.of(
                "2026-11-22 INFO started",
                "{\"time\":\"2026-11-22T07:00:00Z\",\"level\":\"INFO\"}",
                "{\"message\":\"x\",\"time\":\"2026-11-22T07:00:00.000Z\",\"event\":\"a\",\"agent_version\":\"1\"}")) {
            assertThat(line.matcher(other).find()).as(other).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"otel-collector.yaml", "fluent-bit.yaml"})
    void theLayoutReadsTheTimeOfARecord(String file) throws Exception {
        String layout = found(LAYOUT, file);
        for (Map.Entry<String, String> directive : DIRECTIVES.entrySet()) {
            layout = layout.replace(directive.getKey(), directive.getValue());
        }
        layout = layout.replace("T", "'T'").replace("Z", "'Z'");
        Record record = new Record(Event.CONNECTION_CLOSED, Record.Level.INFO, null);
        String time = new JsonMapper().readTree(text(record)).get("time").stringValue();

        Instant read =
                LocalDateTime.parse(time, DateTimeFormatter.ofPattern(layout)).toInstant(ZoneOffset.UTC);
        assertThat(read).isEqualTo(Instant.ofEpochMilli(record.timeMs()));
    }

    private String text(Record record) {
        return new String(json.of(record), StandardCharsets.UTF_8);
    }

    private static String found(Pattern pattern, String file) throws Exception {
        Matcher matcher = pattern.matcher(Files.readString(MONITORING.resolve(file)));
        assertThat(matcher.find()).as(pattern + " in " + file).isTrue();
        return matcher.group(1);
    }
}
