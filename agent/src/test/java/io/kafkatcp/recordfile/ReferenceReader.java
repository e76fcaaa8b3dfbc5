package io.kafkatcp.recordfile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkatcp.core.record.Event;
import io.kafkatcp.recordfile.row.Batch;
import io.kafkatcp.recordfile.row.Columns;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import io.kafkatcp.recordfile.row.Row;
import io.kafkatcp.recordfile.scan.RecordScanner;
import io.kafkatcp.recordfile.scan.Times;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The reader that {@link RecordScanner} took the place of: line by line, at most one record in each, by Jackson. What
 * it finds must be found.
 */
final class ReferenceReader {

    private final Columns columns = new Columns(EnumSet.allOf(Field.class));
    private final Row record = new Row(columns);
    private final Batch one = new Batch(columns);
    private final RecordFinder finder;

    ReferenceReader(Set<Field> wanted) {
        finder = new RecordFinder(new RecordParser(record, wanted));
    }

    /** @return how many lines held one that was broken */
    int read(byte[] text, Consumer<FileRecord> consumer) throws IOException {
        int broken = 0;
        LineReader lines = new LineReader(new ByteArrayInputStream(text));
        while (lines.next()) {
            if (lines.tooLong() || lines.to() == lines.from()) {
                continue;
            }
            RecordFinder.Result result = finder.find(lines.bytes(), lines.from(), lines.to());
            broken += result == RecordFinder.Result.BROKEN ? 1 : 0;
            if (result == RecordFinder.Result.RECORD) {
                one.clear();
                RecordParser parser = finder.parser;
                one.add(record, parser.bytes, parser.from, parser.to, lines.line());
                one.giveTo(List.of(shown -> give(shown, consumer)), "reference", 0);
            }
        }
        return broken;
    }

    private static void give(FileRecord shown, Consumer<FileRecord> consumer) {
        shown.next();
        consumer.accept(shown);
    }

    /**
     * Cuts a stream into lines without making a String of each. A line that is too long for a record is passed over,
     * not held in memory.
     */
    private static final class LineReader {

        private static final int LONGEST_LINE = 1 << 20;

        private final InputStream in;
        private byte[] buffer = new byte[1 << 16];
        private int filled;
        private int next;
        private int scanned;
        private int from;
        private int to;
        private long line;
        private boolean tooLong;

        LineReader(InputStream in) {
            this.in = in;
        }

        /** Moves to the next line; false at the end. */
        boolean next() throws IOException {
            tooLong = false;
            scanned = next;
            while (true) {
                for (int i = scanned; i < filled; i++) {
                    if (buffer[i] == '\n') {
                        endAt(i);
                        next = i + 1;
                        return true;
                    }
                }
                if (!fill()) {
                    endAt(filled);
                    next = filled;
                    return to > from || tooLong;
                }
            }
        }

        private void endAt(int end) {
            from = next;
            to = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
            line++;
        }

        /** Reads more behind the line that has begun; false at the stream's end. */
        private boolean fill() throws IOException {
            if (filled == buffer.length) {
                makeRoom();
            }
            scanned = filled;
            int read = in.read(buffer, filled, buffer.length - filled);
            filled += Math.max(read, 0);
            return read >= 0;
        }

        private void makeRoom() {
            int begun = filled - next;
            if (begun > LONGEST_LINE) {
                tooLong = true;
                begun = 0;
            }
            byte[] target = begun > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
            System.arraycopy(buffer, filled - begun, target, 0, begun);
            buffer = target;
            next = 0;
            filled = begun;
        }

        /** The buffer that holds the line from {@link #from} to {@link #to}, until the next call. */
        byte[] bytes() {
            return buffer;
        }

        int from() {
            return from;
        }

        int to() {
            return to;
        }

        long line() {
            return line;
        }

        boolean tooLong() {
            return tooLong;
        }
    }

    /**
     * Finds the agent's record in a line: the line itself, or somewhere in a line of an application's log, behind the
     * prefix of a container runtime, or escaped in the text of another JSON object, as Docker and log shippers store
     * it.
     */
    private static final class RecordFinder {

        enum Result {
            RECORD,
            UNKNOWN_EVENT,
            BROKEN,
            OTHER
        }

        /** Every record of the agent's begins with it, and hardly anything else does. */
        private static final byte[] BEGINNING = "{\"time\":\"".getBytes(StandardCharsets.US_ASCII);

        private static final byte[] ESCAPED = "{\\\"time\\\":\\\"".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] OURS = "\"agent_version\"".getBytes(StandardCharsets.US_ASCII);

        /** A line that is made of beginnings would be read once for each of them. */
        private static final int MOST_TRIES = 100;

        private final RecordParser parser;
        private String problem;

        RecordFinder(RecordParser parser) {
            this.parser = parser;
        }

        Result find(byte[] bytes, int from, int to) {
            problem = null;
            int start = from;
            while (start < to && bytes[start] <= ' ' && bytes[start] >= 0) {
                start++;
            }
            if (start < to && bytes[start] == '{') {
                Result direct = parse(bytes, start, to);
                if (direct == Result.RECORD || direct == Result.UNKNOWN_EVENT) {
                    return direct;
                }
            }
            return search(bytes, start, to);
        }

        /** Why the line is broken. */
        String problem() {
            return problem;
        }

        private Result search(byte[] bytes, int from, int to) {
            Result result = Result.OTHER;
            // no record begins behind the last of these
            int last = lastIndexOf(OURS, bytes, from, to);
            int at = indexOf(BEGINNING, bytes, from, to);
            // the last one counts: a line that was cut off, as by a full disk, goes on with the next record
            for (int tries = 0; at >= 0 && at < last && tries < MOST_TRIES; tries++) {
                Result here = parse(bytes, at, to);
                if (here == Result.RECORD || here == Result.UNKNOWN_EVENT) {
                    return here;
                }
                result = here == Result.BROKEN ? here : result;
                at = indexOf(BEGINNING, bytes, at + 1, to);
            }
            if (result == Result.OTHER && indexOf(ESCAPED, bytes, from, to) >= 0) {
                return unwrap(bytes, from, to);
            }
            return result;
        }

        private Result parse(byte[] bytes, int from, int to) {
            try {
                switch (parser.parse(bytes, from, to)) {
                    case RECORD:
                        return Result.RECORD;
                    case UNKNOWN_EVENT:
                        return Result.UNKNOWN_EVENT;
                    default:
                        return Result.OTHER;
                }
            } catch (IOException e) {
                problem = shortened(e);
                return Result.BROKEN;
            }
        }

        /** The object in which the record is a text. */
        private Result unwrap(byte[] bytes, int from, int to) {
            int open = from;
            while (open < to && bytes[open] != '{') {
                open++;
            }
            try (JsonParser outer = RecordParser.JSON.createParser(bytes, open, to - open)) {
                for (JsonToken token = outer.nextToken(); token != null; token = outer.nextToken()) {
                    if (token == JsonToken.VALUE_STRING && outer.getText().contains("{\"time\":\"")) {
                        byte[] inner = outer.getText().getBytes(StandardCharsets.UTF_8);
                        return find(inner, 0, inner.length);
                    }
                }
                return Result.OTHER;
            } catch (IOException e) {
                problem = shortened(e);
                return Result.BROKEN;
            }
        }

        private static String shortened(IOException e) {
            String message =
                    e instanceof JacksonException ? ((JacksonException) e).getOriginalMessage() : e.getMessage();
            return message.length() > 100 ? message.substring(0, 100) + "..." : message;
        }

        private static int indexOf(byte[] wanted, byte[] bytes, int from, int to) {
            byte first = wanted[0];
            for (int i = from; i <= to - wanted.length; i++) {
                if (bytes[i] == first && startsWith(wanted, bytes, i)) {
                    return i;
                }
            }
            return -1;
        }

        private static int lastIndexOf(byte[] wanted, byte[] bytes, int from, int to) {
            for (int i = to - wanted.length; i >= from; i--) {
                if (bytes[i] == wanted[0] && startsWith(wanted, bytes, i)) {
                    return i;
                }
            }
            return -1;
        }

        private static boolean startsWith(byte[] wanted, byte[] bytes, int at) {
            for (int i = 1; i < wanted.length; i++) {
                if (bytes[at + i] != wanted[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Reads one JSON object into a {@link FileRecord}, leniently: a field that it does not know is noted, a value of
     * another kind than the schema's is taken as unsaid.
     */
    private static final class RecordParser {

        enum Result {
            /** A record of an event that this version knows. */
            RECORD,
            /** A record, but of an event unknown to this version. */
            UNKNOWN_EVENT,
            /** An object of somebody else's. */
            FOREIGN
        }

        /**
         * Of a line with NULs it would guess that it is UTF-16, and then not know where in the bytes an object ends.
         */
        static final JsonFactory JSON = JsonFactory.builder()
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .build();

        private final boolean[] wanted = new boolean[Field.count()];
        private final Row record;
        private byte[] bytes;
        private int from;
        private int to;
        private String event;
        private String unknownField;
        private long[] pairs = new long[64];

        RecordParser(Row record, Set<Field> wanted) {
            this.record = record;
            for (Field field : wanted) {
                this.wanted[field.ordinal()] = true;
            }
            for (Field always : new Field[] {Field.TIME, Field.EVENT, Field.AGENT_VERSION}) {
                this.wanted[always.ordinal()] = true;
            }
        }

        /**
         * Ends at the object's end, whatever follows it.
         *
         * @throws IOException where it is no JSON, or a record's time is no time
         */
        Result parse(byte[] bytes, int from, int to) throws IOException {
            record.clear();
            event = null;
            unknownField = null;
            try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return Result.FOREIGN;
                }
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    parser.nextToken();
                    read(parser, name);
                }
                if (parser.currentToken() != JsonToken.END_OBJECT) {
                    throw new IOException("the line ends before the record does");
                }
                this.bytes = bytes;
                this.from = from;
                this.to = from + (int) parser.currentLocation().getByteOffset();
            }
            return result();
        }

        /** What the event was called; null where the object has none. */
        String event() {
            return event;
        }

        /** The first field that this version does not know; null where it knows all. */
        String unknownField() {
            return unknownField;
        }

        private Result result() {
            if (event == null || !record.has(Field.AGENT_VERSION) || !record.has(Field.TIME)) {
                return Result.FOREIGN;
            }
            record.event = Event.named(event);
            return record.event == null ? Result.UNKNOWN_EVENT : Result.RECORD;
        }

        private void read(JsonParser parser, String name) throws IOException {
            Field field = Field.named(name);
            if (field == null && unknownField == null) {
                unknownField = name;
            }
            if (field == null || !wanted[field.ordinal()]) {
                parser.skipChildren();
                return;
            }
            switch (field.kind) {
                case TIME:
                    readTime(parser);
                    break;
                case TEXT:
                    readText(parser, field);
                    break;
                case PAIRS:
                    readPairs(parser, field);
                    break;
                default:
                    readNumber(parser, field);
            }
        }

        private void readTime(JsonParser parser) throws IOException {
            if (!isText(parser)) {
                return;
            }
            try {
                record.setNumber(Field.TIME, Times.parse(parser.getText()));
            } catch (DateTimeException e) {
                // somebody else's object has other times; result() finds that this one has none
                return;
            }
        }

        private void readText(JsonParser parser, Field field) throws IOException {
            if (!parser.currentToken().isScalarValue() || parser.hasToken(JsonToken.VALUE_NULL)) {
                parser.skipChildren();
                return;
            }
            String text = parser.getText();
            record.setText(field, text);
            if (field == Field.EVENT) {
                event = text;
            }
        }

        private void readNumber(JsonParser parser, Field field) throws IOException {
            JsonToken token = parser.currentToken();
            if (token.isNumeric()) {
                record.setNumber(field, parser.getLongValue());
            } else if (token.isBoolean()) {
                record.setNumber(field, token == JsonToken.VALUE_TRUE ? 1 : 0);
            } else {
                parser.skipChildren();
            }
        }

        private void readPairs(JsonParser parser, Field field) throws IOException {
            if (!parser.isExpectedStartArrayToken()) {
                parser.skipChildren();
                return;
            }
            int count = 0;
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    throw new IOException("the line ends before " + field.jsonName + " does");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.VALUE_NUMBER_INT && count < 1 << 16) {
                    pairs = count < pairs.length ? pairs : Arrays.copyOf(pairs, count * 2);
                    pairs[count++] = parser.getLongValue();
                }
            }
            if (count % 2 == 0) {
                record.setTimeline(pairs, count);
            }
        }

        private static boolean isText(JsonParser parser) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                return true;
            }
            parser.skipChildren();
            return false;
        }
    }
}
