package io.kafkatcp.recordfile.lines;

import io.kafkatcp.recordfile.row.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The first lines of a table whose columns are a record's fields: where its names stand, what parts them, and which
 * field each is, for services put something before or behind a field's name.
 */
final class CsvHead {

    /** Excel's and PowerShell's own lines before the names. */
    private static final String BEFORE = "(?i)sep=.|#.*|";

    private static final int MOST_BEFORE = 5;
    private static final List<String> PREFIXES = Arrays.asList("@", "jsonpayload_", "json_", "log_");
    /** As exports write them with a capital. */
    private static final List<String> TIMES = Arrays.asList("timestamp", "datetime", "date", "ts");
    /** Log Analytics' marks of a custom column's kind. */
    private static final String KIND = "_[sdbtg]";

    final char delimiter;
    final List<String> names;
    /** How many lines stand before that of the names. */
    final int linesBefore;

    private CsvHead(char delimiter, List<String> names, int linesBefore) {
        this.delimiter = delimiter;
        this.names = names;
        this.linesBefore = linesBefore;
    }

    /** Null where these are no names of what makes a record. */
    static CsvHead in(byte[] beginning, int length) {
        String text = new String(beginning, 0, length, StandardCharsets.UTF_8).replace("\ufeff", "");
        String[] lines = text.split("\n", MOST_BEFORE + 2);
        int before = 0;
        while (before < Math.min(lines.length, MOST_BEFORE)
                && lines[before].trim().matches(BEFORE)) {
            before++;
        }
        return before == lines.length ? null : in(lines[before].trim(), before);
    }

    private static CsvHead in(String line, int before) {
        for (char delimiter : new char[] {',', ';', '\t', '|'}) {
            List<String> names = names(line, delimiter);
            if (names.contains(Field.EVENT.jsonName) && names.contains(Field.AGENT_VERSION.jsonName)) {
                return new CsvHead(delimiter, names, before);
            }
        }
        return null;
    }

    private static List<String> names(String line, char delimiter) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (char c : (line + delimiter).toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == delimiter && !quoted) {
                names.add(field(name.toString().trim()));
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        return names;
    }

    /** The field's name, or the column's own where it is none. */
    private static String field(String column) {
        String name = column.toLowerCase(Locale.ROOT).replaceFirst(" \\[utc]$", "");
        String last = name.substring(name.lastIndexOf('.') + 1);
        for (String prefix : PREFIXES) {
            if (!isField(last) && last.startsWith(prefix) && isField(last.substring(prefix.length()))) {
                last = last.substring(prefix.length());
            }
        }
        String plain = isField(last) ? last : last.replaceFirst(KIND + "$", "");
        return isField(plain) ? plain : TIMES.contains(plain) ? plain : column;
    }

    private static boolean isField(String name) {
        return Field.named(name) != null;
    }
}
