package io.kafkatcp.recordfile;

import io.kafkatcp.recordfile.reading.FileTally;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Records as the reader has them, for comparison with others. */
public final class AllFields {

    private AllFields() {}

    public static List<Map<Field, String>> read(byte[] text) throws BadInput {
        List<Map<Field, String>> read = new ArrayList<>();
        RecordFiles files = new RecordFiles(
                EnumSet.allOf(Field.class),
                new ByteArrayInputStream(text),
                new Progress(new PrintWriter(new StringWriter())));
        List<FileTally> tallies = files.read(List.of("-"), record -> read.add(of(record)));
        if (!tallies.get(0).sentences().isEmpty()) {
            throw new AssertionError(tallies.get(0).sentences());
        }
        return read;
    }

    private static Map<Field, String> of(FileRecord record) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            if (record.has(field)) {
                values.put(
                        field,
                        field == Field.TIMELINE
                                ? Arrays.toString(record.timeline())
                                : field.kind == Field.Kind.TEXT
                                        ? record.text(field)
                                        : Long.toString(record.number(field, -1)));
            }
        }
        return values;
    }
}
