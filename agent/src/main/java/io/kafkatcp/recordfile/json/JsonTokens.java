package io.kafkatcp.recordfile.json;

import java.io.IOException;

/**
 * The tokens of JSON as RFC 8259 has them: goes behind one, or says that it is none. As strict as a parser that reads
 * their values, so that a record which is broken in a field that nobody asked for is broken all the same.
 */
public abstract class JsonTokens extends Window {

    private static final int NONE = -1;
    /** Where the token begins that is read now or was read last; -1 once that is too far back. */
    public int token = NONE;
    /** Behind the last string. */
    public int stringEnd = NONE;

    public JsonTokens(int size) {
        super(size);
    }

    /** What may hold a record stands from {@link #at} on in a string: reads it, up to where the string ends. */
    public abstract void within() throws IOException;

    /** Whether what the last string of that name began with goes on in this one. */
    public abstract boolean continues();

    @Override
    public int oldest() {
        int needed = stringEnd == at ? at - 2 : at;
        if (token != NONE && at - token <= LONGEST) {
            return Math.min(token, needed);
        }
        token = NONE;
        return needed;
    }

    @Override
    public void moved(int by) {
        token = token < by ? NONE : token - by;
        stringEnd = stringEnd < by ? NONE : stringEnd - by;
    }

    /** The next byte that is no white space, without going behind it; -1 at the end. */
    public final int peek() throws IOException {
        while (true) {
            while (at < limit) {
                byte c = bytes[at];
                if (c == '\n') {
                    line += lines;
                } else if (c != ' ' && c != '\t' && c != '\r') {
                    return c & 0xff;
                }
                at++;
            }
            if (!more()) {
                return -1;
            }
        }
    }

    /** @param look whether a record may stand in it */
    public final boolean string(boolean look) throws IOException {
        token = at++;
        stringEnd = NONE;
        if (look && continues()) {
            within();
        }
        while (true) {
            byte[] text = bytes;
            int i = at;
            int end = limit;
            while (i < end && Plain.IN_STRING[text[i] & 0xff]) {
                i++;
            }
            at = i;
            if (i == end) {
                if (!more()) {
                    return false;
                }
            } else if (text[i] == '"') {
                at = i + 1;
                stringEnd = at;
                return true;
            } else if (text[i] == '\\' && look) {
                // only what has escapes can hold an object with members
                return lookInside();
            } else if (!unusual(text[i])) {
                return false;
            }
        }
    }

    /** The rest of a string from its first escape on. */
    private boolean lookInside() throws IOException {
        int brace = token == NONE ? NONE : indexOf('{', token, at);
        if (brace != NONE) {
            at = brace;
            within();
        }
        while (true) {
            int c = ahead(0);
            if (c == '"') {
                stringEnd = ++at;
                return true;
            } else if (c == '{') {
                within();
            } else if (c >= 0 && Plain.IN_STRING[c]) {
                at++;
            } else if (c < 0 || !unusual((byte) c)) {
                return false;
            }
        }
    }

    /** An escape or a character of several bytes. */
    private boolean unusual(byte c) throws IOException {
        return c == '\\' ? escape() : c < 0 && Utf8.pass(this);
    }

    private boolean escape() throws IOException {
        int c = ahead(1);
        if (c == 'u') {
            for (int i = 2; i < 6; i++) {
                if (Character.digit(ahead(i), 16) < 0) {
                    return isCutOff(i);
                }
            }
            at += 6;
            return true;
        }
        if (c < 0 || "\"\\/bfnrt".indexOf(c) < 0) {
            return isCutOff(1);
        }
        at += 2;
        return true;
    }

    /** No escape; where the text ends within it, all of it is passed, for the rest may be in the next one. */
    private boolean isCutOff(int ahead) throws IOException {
        if (ahead(ahead) < 0) {
            at = limit;
        }
        return false;
    }

    /** A number, true, false or null. */
    public final boolean scalar() throws IOException {
        token = at;
        while (true) {
            byte[] text = bytes;
            int i = at;
            int end = limit;
            while (i < end && Plain.SCALAR[text[i] & 0xff]) {
                i++;
            }
            at = i;
            if (i < end || !more()) {
                return token != NONE && Numbers.isScalar(bytes, token, at);
            }
        }
    }

    private int indexOf(char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return NONE;
    }
}
