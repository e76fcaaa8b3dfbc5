package io.kafkatcp.recordfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the reader by lines found in good and in hostile input, the scanner finds, field by field. */
class ReadersComparedTest {

    private static final int SEEDS = 3_000;

    @TempDir
    Path folder;

    @Test
    void everyRecordThatALineByLineParserFindsIsFoundWithTheSameFields() throws Exception {
        long found = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            byte[] text = new AlmostRecords(seed).lines(40);
            List<String> expected = new ArrayList<>();
            new ReferenceReader(EnumSet.allOf(Field.class)).read(text, record -> expected.add(shown(record)));
            found += expected.size();
            List<String> actual = read(text);
            expected.removeIf(actual::remove);
            assertThat(expected).as("seed " + seed).isEmpty();
        }
        assertThat(found).isGreaterThan(10L * SEEDS);
    }

    @Test
    void whereEachLineHoldsOneRecordNothingElseIsFound() throws Exception {
        for (int seed = 1; seed <= SEEDS; seed++) {
            byte[] text = new AlmostRecords(seed).records(40);
            List<String> expected = new ArrayList<>();
            new ReferenceReader(EnumSet.allOf(Field.class)).read(text, record -> expected.add(shown(record)));
            List<String> actual = read(text);
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                assertThat(actual.get(i)).as("seed " + seed).isEqualTo(expected.get(i));
            }
            assertThat(actual).as("seed " + seed).hasSameSizeAs(expected);
        }
    }

    @Test
    void sideBySideTheSameIsFoundAndSaidAsInOneGo() throws Exception {
        long records = 0;
        for (int seed = 1; seed <= SEEDS / 3; seed++) {
            AlmostRecords source = new AlmostRecords(seed);
            byte[] text = seed % 2 == 0 ? source.lines(60) : source.texts(60);
            List<String> expected = readAll(text, 1, 1 << 16);
            records += expected.size();
            assertThat(readAll(text, 1 + seed % 3, 1 << 7 + seed % 7))
                    .as("seed " + seed)
                    .isEqualTo(expected);
        }
        assertThat(records).isGreaterThan(3L * SEEDS);
    }

    private List<String> readAll(byte[] text, int processors, int partSize) throws IOException {
        Path file = Files.write(folder.resolve("in"), text);
        List<String> found = new ArrayList<>();
        try {
            new RecordFiles(
                            EnumSet.allOf(Field.class),
                            System.in,
                            new Progress(new PrintWriter(new StringWriter())),
                            processors,
                            partSize)
                    .read(List.of(file.toString()), record -> found.add(shown(record)))
                    .forEach(tally -> {
                        found.add(tally.lines() + " lines, " + tally.records() + " records");
                        found.addAll(tally.sentences());
                    });
        } catch (BadInput nothingInIt) {
            found.add(nothingInIt.getMessage());
        }
        return found;
    }

    private List<String> read(byte[] text) throws IOException {
        Path file = Files.write(folder.resolve("in"), text);
        List<String> records = new ArrayList<>();
        try {
            new RecordFiles(EnumSet.allOf(Field.class), System.in, new Progress(new PrintWriter(new StringWriter())))
                    .read(List.of(file.toString()), record -> records.add(shown(record)));
        } catch (BadInput nothingInIt) {
            assertThat(records).isEmpty();
        }
        return records;
    }

    private static String shown(FileRecord record) {
        StringBuilder shown = new StringBuilder(record.line() + " " + record.event() + " " + record.json());
        for (Field field : Field.values()) {
            if (record.has(field)) {
                shown.append(' ')
                        .append(field)
                        .append('=')
                        .append(record.text(field))
                        .append('/');
                shown.append(record.number(field, -1));
            }
        }
        return shown.append(Arrays.toString(record.timeline())).toString();
    }

    /** Lines by a seed: records with every kind of value, also what is no JSON, some of them damaged. */
    private static final class AlmostRecords {

        private final Random random;

        AlmostRecords(long seed) {
            random = new Random(seed);
        }

        byte[] records(int count) throws IOException {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                text.write((record() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return text.toByteArray();
        }

        byte[] lines(int count) throws IOException {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                byte[] line = line().getBytes(StandardCharsets.UTF_8);
                if (random.nextInt(5) == 0) {
                    line[random.nextInt(line.length)] = (byte) random.nextInt();
                }
                text.write(line, 0, random.nextInt(5) == 0 ? random.nextInt(line.length) : line.length);
                text.write('\n');
            }
            return text.toByteArray();
        }

        /** Also objects over several lines, cells of CSV, and what a runtime has cut into pieces. */
        byte[] texts(int count) throws IOException {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (int i = 0; i < count; i++) {
                text.write((text() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return text.toByteArray();
        }

        private String text() {
            String record = record();
            String escaped = record.replace("\\", "\\\\").replace("\"", "\\\"");
            int middle = escaped.length() / 2;
            switch (random.nextInt(40)) {
                case 0:
                    return "[" + record.replace(",", ",\n ") + ",\n" + record() + "]";
                case 1:
                    return "1,\"" + record.replace("\"", "\"\"") + "\nand more\",x";
                case 2:
                    return "{\"log\":\"" + escaped.substring(0, middle) + "\"}\n{\"log\":\"" + escaped.substring(middle)
                            + "\\n\"}";
                case 3:
                    return record.substring(0, record.length() / 2);
                case 4:
                    return "{\"rows\":[" + record + ",\n" + record + "\n]}";
                default:
                    return record;
            }
        }

        private String line() {
            String record = record();
            String escaped = "\"" + record.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            switch (random.nextInt(8)) {
                case 0:
                    return "2026-11-22 10:00:00 INFO {x} [\"a\"] " + record + " tail }";
                case 1:
                    return "{\"log\":" + escaped + ",\"stream\":\"stdout\"}";
                case 2:
                    return "{\"later\":[1,{\"a\":\"{\"}],\"message\":" + escaped + "}";
                default:
                    return record;
            }
        }

        private String record() {
            StringBuilder text = new StringBuilder("{\"time\":\"2026-11-22T07:30:57.114Z\",\"event\":\"")
                    .append(Event.values()[random.nextInt(Event.values().length)].jsonName)
                    .append("\",\"agent_version\":\"0.1.0\"");
            for (int fields = random.nextInt(12); fields > 0; fields--) {
                Field field = Field.values()[3 + random.nextInt(Field.count() - 3)];
                text.append(random.nextInt(9) == 0 ? " , " : ",")
                        .append('"')
                        .append(field.jsonName)
                        .append("\":");
                List<String> values = random.nextInt(5) == 0 ? OddValues.ODD : OddValues.VALID;
                text.append(values.get(random.nextInt(values.size())));
            }
            return text.append('}').toString();
        }
    }
}
