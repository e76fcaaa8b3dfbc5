package io.kafkatcp.recordfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkatcp.recordfile.reading.FileTally;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.scan.Times;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files as they are found in the field, in: the same records out. */
class RecordFilesTest {

    private static final String ONE = record(1, "connect_failed", "\"outcome\":\"timeout\"");
    private static final String TWO = record(2, "connection_opened", "\"connect_ms\":3");

    @TempDir
    Path folder;

    private final List<String> read = new ArrayList<>();
    private List<FileTally> tallies = List.of();

    @Test
    void linesOfJsonAreReadWithTheirPlaceAndTheirFields() throws Exception {
        Path file = write("a.jsonl", ONE + "\n" + TWO + "\n");
        read(file.toString());
        assertThat(read)
                .containsExactly(
                        file + ":1 connect_failed 1001 10.0.0.1:9092 timeout",
                        file + ":2 connection_opened 1002 10.0.0.1:9092 null");
        assertThat(notes()).isEmpty();
    }

    @Test
    void aLastLineWithoutALineFeedAndOneWithACarriageReturnCount() throws Exception {
        assertThat(records(ONE + "\r\n" + TWO)).isEqualTo(2);
        assertThat(notes()).isEmpty();
    }

    @Test
    void gzipInSeveralMembersIsKnownByItsBytes() throws Exception {
        byte[] both = (ONE + "\n" + TWO + "\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        for (int i = 0; i < 2; i++) {
            try (OutputStream out = new GZIPOutputStream(gzip)) {
                out.write(both);
            }
        }
        read(Files.write(folder.resolve("events.jsonl.2"), gzip.toByteArray()).toString());
        assertThat(read).hasSize(4);
        assertThat(notes()).isEmpty();
    }

    @Test
    void aFileThatWasCutOffWhileItWasCompressedIsUsedUpToThere() throws Exception {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            for (int i = 0; i < 100_000; i++) {
                out.write((record(i, "connection_opened", "\"connect_ms\":" + (i * 31 % 97)) + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        Path file = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(gzip.toByteArray(), gzip.size() / 2));
        read(file.toString());
        assertThat(read.size()).isBetween(10_000, 99_999);
        assertThat(notes()).singleElement().asString().contains("could not be read to its end");
    }

    @Test
    void aPatternNamesRotatedFilesAndAFileNamedTwiceIsReadOnce() throws Exception {
        write("events.jsonl", ONE + "\n");
        write("events.jsonl.1", TWO + "\n");
        read(
                folder + "/events.jsonl*",
                folder.resolve("events.jsonl.1").toString(),
                folder + "/../" + folder.getFileName() + "/*.jsonl");
        assertThat(read).hasSize(2);
    }

    @Test
    void aHyphenIsStandardInput() throws Exception {
        read(
                new RecordFiles(
                        EnumSet.allOf(Field.class),
                        new ByteArrayInputStream(ONE.getBytes(StandardCharsets.UTF_8)),
                        quiet()),
                "-");
        assertThat(read).singleElement().asString().startsWith("standard input:1 ");
    }

    @Test
    void recordsAreFishedOutOfAnApplicationsLogAndOutOfCriAndDockerLogs() throws Exception {
        String escaped = ONE.replace("\\", "\\\\").replace("\"", "\\\"");
        assertThat(records("2026-11-22 10:00:00 INFO  Started\n"
                        + "2026-11-22 10:00:00 INFO  events " + ONE + " (tail)\n"
                        + "2026-11-22T10:00:00.123456789Z stdout F " + TWO + "\n"
                        + "{\"log\":\"" + escaped
                        + "\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-22T10:00:00.1Z\"}\n"
                        + "{\"@timestamp\":\"2026-11-22T10:00:00Z\",\"message\":\"x " + escaped
                        + "\",\"kubernetes\":{\"pod\":\"a\"}}\n"
                        + "{\"log\":\"an ordinary "
                        + "line\\n\",\"stream\":\"stdout\",\"time\":\"2026-11-22T10:00:00.1Z\"}\n"))
                .isEqualTo(4);
        assertThat(notes()).singleElement().asString().endsWith("2 lines without a record, skipped: line 1, 6");
    }

    @Test
    void aBrokenLineIsSkippedAndReportedByFileAndLine() throws Exception {
        assertThat(records(ONE + "\n" + ONE.substring(0, 150) + "\n" + ONE.replace("9092", "x") + "\n" + TWO + "\n"))
                .isEqualTo(2);
        assertThat(notes())
                .singleElement()
                .asString()
                .contains(": 2 broken records, skipped: line 2 (no JSON at ", "), 3 (no JSON at x,");
    }

    @Test
    void aRecordThatFollowsACutOffOneOnItsLineIsUsed() throws Exception {
        assertThat(records(ONE.substring(0, 150) + TWO + "\n")).isOne();
    }

    @Test
    void anUnknownEventIsSkippedAndAnUnknownFieldIsNoReasonToSkip() throws Exception {
        assertThat(records(record(1, "moon_rises", "\"outcome\":\"x\"") + "\n"
                        + record(2, "connect_failed", "\"later\":{\"a\":[1,2]},\"outcome\":\"refused\"") + "\n"))
                .isOne();
        assertThat(read.get(0)).endsWith("refused");
        assertThat(notes())
                .hasSize(2)
                .anySatisfy(note -> assertThat(note)
                        .contains("1 record of events that this version does not know", "line 1 (moon_rises)"))
                .anySatisfy(note -> assertThat(note).contains("line 2 (later)"));
    }

    @Test
    void ofManyBadLinesTheFirstAreNamedAndTheRestCounted() throws Exception {
        records(ONE + "\n" + "nonsense\n".repeat(1_000));
        assertThat(notes())
                .singleElement()
                .asString()
                .endsWith(": 1000 lines without a record, skipped: line 2, 3, 4, ...");
    }

    @Test
    void aLineWithoutEndDoesNotFillTheMemory() throws Exception {
        assertThat(records("x".repeat(5_000_000) + "\n" + ONE + "\n" + "y".repeat(3_000_000)))
                .isOne();
        assertThat(notes()).singleElement().asString().endsWith("2 lines without a record, skipped: line 1, 3");
    }

    @Test
    void aLineInAnotherEncodingAndAYearOfNineDigitsAreNoRecords() throws Exception {
        String utf16 = new String(ONE.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
        assertThat(records(ONE.replace("1970-", "+999999999-") + "\n" + utf16 + "\n" + TWO + "\n"))
                .isOne();
        assertThat(notes())
                .containsExactlyInAnyOrder(
                        folder.resolve("in") + ": 1 line without a record, skipped: line 2",
                        folder.resolve("in") + ": 1 record without a time that can be read, skipped: line 1");
    }

    /** Each of which would be read to the line's end, at each of them. */
    @Test
    @Timeout(60)
    void aLineOfAHundredThousandBeginningsIsReadAFewTimesAndNotAHundredThousandTimes() throws Exception {
        assertThat(records("{\"time\":\"".repeat(100_000) + "\n" + "{\"time\":\"1\",\"agent_version\":[".repeat(30_000)
                        + "\n" + ONE))
                .isOne();
    }

    @Test
    void aFileThatIsNoRecordFileIsAnErrorThatSaysWhatWasExpected() throws IOException {
        Path file = write("passwd", "root:x:0:0\n");
        assertThatThrownBy(() -> read(file.toString()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("passwd holds no record of the agent in 1 lines; expected are lines of JSON");
        assertThatThrownBy(() -> read(folder + "/no-such"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> read(folder + "/no-such*"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("matches no file");
        assertThatThrownBy(() -> read(folder.toString()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void anEmptyFileHoldsNothingAndIsNoError() throws Exception {
        assertThat(records("")).isZero();
    }

    @Test
    void timesAreReadAsJavaReadsThem() {
        for (String time : List.of(
                "2026-11-22T07:30:57.114Z",
                "2024-02-29T23:59:59.999Z",
                "1970-01-01T00:00:00.000Z",
                "2100-03-01T00:00:00.001Z",
                "2026-12-31T12:00:00+02:00",
                "2026-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z")) {
            assertThat(Times.parse(time))
                    .as(time)
                    .isEqualTo(java.time.OffsetDateTime.parse(time).toInstant().toEpochMilli());
        }
    }

    private static String record(int ms, String event, String fields) {
        return String.format(
                "{\"time\":\"1970-01-01T00:00:%02d.%03dZ\",\"event\":\"%s\",\"agent_version\":\"0.1.0\","
                        + "\"host\":\"h\",\"peer_ip\":\"10.0.0.1\","
                        + "\"peer_port\":9092,\"timeline\":[[0,0],[1,2]],\"neighbour_complete\":true,%s}",
                1 + ms / 1_000 % 59, ms % 1_000, event, fields);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private int records(String text) throws Exception {
        read(write("in", text).toString());
        return read.size();
    }

    private void read(String... arguments) throws BadInput {
        read(new RecordFiles(EnumSet.allOf(Field.class), System.in, quiet()), arguments);
    }

    private void read(RecordFiles files, String... arguments) throws BadInput {
        tallies = files.read(List.of(arguments), record -> {
            assertThat(record.timeline()).containsExactly(0, 0, 1, 2);
            assertThat(record.flag(Field.NEIGHBOUR_COMPLETE)).isTrue();
            read.add(record.file() + ":" + record.line() + " " + record.event() + " " + record.timeMs() + " "
                    + record.text(Field.PEER_IP) + ":" + record.number(Field.PEER_PORT, -1) + " "
                    + record.text(Field.OUTCOME));
        });
    }

    private List<String> notes() {
        return tallies.stream().flatMap(tally -> tally.sentences().stream()).toList();
    }

    private static Progress quiet() {
        return new Progress(new PrintWriter(System.err));
    }
}
