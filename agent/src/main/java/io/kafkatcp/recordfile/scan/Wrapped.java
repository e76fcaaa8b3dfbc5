package io.kafkatcp.recordfile.scan;

/**
 * A single value within what an encoder puts around it: an array of one, as Elasticsearch's fields, or an object of
 * one, as Avro's unions and MongoDB's numbers. Pure.
 */
final class Wrapped {

    private static final int MOST_LAYERS = 3;

    int from;
    int to;

    /** Goes to what is within; stays where it is several values, or none. */
    void unwrap(byte[] text, int valueFrom, int valueTo) {
        from = valueFrom;
        to = valueTo;
        for (int layer = 0; layer < MOST_LAYERS && isWrapper(text[from]); layer++) {
            int first = behindSpace(text, from + 1);
            if (text[from] == '{' && text[first] == '"') {
                first = behindSpace(text, behindString(text, first));
                first = first < to && text[first] == ':' ? behindSpace(text, first + 1) : to;
            }
            int last = first < to ? behind(text, first) : to;
            if (last >= to || last == first || behindSpace(text, last) != to - 1) {
                from = valueFrom;
                to = valueTo;
                return;
            }
            from = first;
            to = last;
        }
    }

    private static boolean isWrapper(byte first) {
        return first == '[' || first == '{';
    }

    private int behind(byte[] text, int at) {
        if (text[at] == '"') {
            return behindString(text, at);
        }
        int i = at;
        if (isWrapper(text[at])) {
            // of a wrapper's wrapper: all but the last bracket and its space
            for (i = to - 1; i > at && isSpace(text[i - 1]); i--) {
                continue;
            }
            return i;
        }
        while (i < to && ",]} \t\r\n".indexOf(text[i]) < 0) {
            i++;
        }
        return i;
    }

    private int behindString(byte[] text, int quote) {
        int i = quote + 1;
        while (i < to && text[i] != '"') {
            i += text[i] == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, to);
    }

    private int behindSpace(byte[] text, int at) {
        int i = at;
        while (i < to && isSpace(text[i])) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
