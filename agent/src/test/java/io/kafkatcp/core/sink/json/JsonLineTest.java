package io.kafkatcp.core.sink.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.sink.IdentityOf;
import io.kafkatcp.core.start.Printable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLineTest {

    private static final JsonMapper READER = new JsonMapper();

    private final JsonLine json = new JsonLine(IdentityOf.service("orders", Map.of("HOSTNAME", "pod-7")));

    @Test
    void aLineIsTheCommonFieldsInTheirOrderThenTheRecordsOwn() {
        Record record = record().text("name", "a")
                .number("count", -5)
                .flag("ok", true)
                .pairs("timeline", new long[] {0, 1, 200, 2})
                .sentence("not in the file")
                .repeatedAs("nor this");

        assertThat(line(record))
                .matches("\\{\"time\":\"[0-9T:.-]+Z\",\"event\":\"connection_closed\","
                        + "\"agent_version\":\"1.2.3\",\"host\":\"pod-7\",\"pid\":"
                        + ProcessHandle.current().pid() + ",\"service\":\"orders\","
                        + "\"name\":\"a\",\"count\":-5,\"ok\":true,\"timeline\":\\[\\[0,1\\],\\[200,2\\]\\]\\}\n");
    }

    @Test
    void anEmptyTimelineIsAnEmptyList() {
        assertThat(line(record().pairs("timeline", new long[0]))).contains("\"timeline\":[]");
    }

    /** Against a reader that somebody else wrote. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "quote \" and \\ backslash",
                "line\r\nbreak\ttab\0nul",
                "\u001b[2J\u001b]0;title\u0007",
                "\u007f\u0085\u009b31m",
                "\u202eevil\u2066\u200b\u2028\u2029\ufeff",
                "gr\u00fc\u00dfe \u65e5\u672c \ud83d\ude00",
                "</script>${jndi:ldap://x}",
                "\udb40\udc01tag"
            })
    void anyTextComesBackAsItWasAndNothingOfItSteersATerminal(String text) {
        String line = line(record().text("name", text));

        assertThat(read(line).get("name").stringValue()).isEqualTo(text);
        assertHarmless(line);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xd800, 0xdbff, 0xdc00, 0xdfff})
    void halfACharacterBecomesTheReplacementCharacter(int half) {
        String line = line(record().text("name", "a" + (char) half + "b"));

        assertThat(read(line).get("name").stringValue()).isEqualTo("a\ufffdb");
        assertHarmless(line);
    }

    @Test
    void anyMixOfCharactersIsALineThatCanBeRead() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n >= 0; n--) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
            }
            String line = line(record().text("name", text.toString()));

            assertHarmless(line);
            assertThat(read(line).get("name").stringValue()).hasSameSizeAs(text);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "951782400000", "951868800123", "1795847700007", "4107542399999", "-1", "253402300799999"})
    void timesAreThoseOfTheJdk(long ms) {
        assertTime(ms);
    }

    @Test
    void everyDayOfFourCenturiesIsThatOfTheJdk() {
        for (long day = -80_000; day < 80_000; day++) {
            assertTime(day * 86_400_000 + Math.floorMod(day * 7_919, 86_400_000));
        }
    }

    private static void assertTime(long ms) {
        StringBuilder out = new StringBuilder();
        Rfc3339.append(out, ms);
        assertThat(out).hasToString(JDK.format(Instant.ofEpochMilli(ms)));
    }

    private static final DateTimeFormatter JDK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static Record record() {
        return new Record(Event.CONNECTION_CLOSED, Record.Level.INFO, null);
    }

    private String line(Record record) {
        byte[] bytes = json.of(record);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("no UTF-8", e);
        }
    }

    private static JsonNode read(String line) {
        return READER.readTree(line);
    }

    private static void assertHarmless(String line) {
        assertThat(line).endsWith("}\n");
        assertThat(line.substring(0, line.length() - 1).codePoints()).allMatch(Printable::isHarmless);
    }
}
