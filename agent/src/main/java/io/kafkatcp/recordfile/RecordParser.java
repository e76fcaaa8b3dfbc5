package io.kafkatcp.recordfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Set;

/**
 * Reads one JSON object into a {@link FileRecord}, leniently: a field that it does not know is noted, a value of
 * another kind than the schema's is taken as unsaid.
 */
final class RecordParser {

    enum Result {
        /** A record of an event that this version knows. */
        RECORD,
        /** A record, but of an event unknown to this version. */
        UNKNOWN_EVENT,
        /** An object of somebody else's. */
        FOREIGN
    }

    /** Of a line with NULs it would guess that it is UTF-16, and then not know where in the bytes an object ends. */
    static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private final boolean[] wanted = new boolean[Field.count()];
    private final Interned interned = new Interned();
    private final FileRecord record;
    private String event;
    private String unknownField;
    private long[] pairs = new long[64];

    RecordParser(FileRecord record, Set<Field> wanted) {
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
            record.within(bytes, from, from + (int) parser.currentLocation().getByteOffset());
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
        record.setEvent(Event.named(event));
        return record.event() == null ? Result.UNKNOWN_EVENT : Result.RECORD;
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
            record.setNumber(
                    Field.TIME,
                    Times.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength()));
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
        String text = interned.of(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
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
