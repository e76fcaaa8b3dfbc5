package io.kafkatcp.recordfile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Finds the agent's record in a line: the line itself, or somewhere in a line of an application's log, behind the
 * prefix of a container runtime, or escaped in the text of another JSON object, as Docker and log shippers store it.
 */
final class RecordFinder {

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
        String message = e instanceof JacksonException ? ((JacksonException) e).getOriginalMessage() : e.getMessage();
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
