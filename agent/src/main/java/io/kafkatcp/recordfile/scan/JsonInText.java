package io.kafkatcp.recordfile.scan;

import io.kafkatcp.recordfile.json.CellText;
import io.kafkatcp.recordfile.json.StringText;
import io.kafkatcp.recordfile.json.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Goes through a text of anything, from what opens an object to the next; after what is no JSON it begins anew. */
abstract class JsonInText extends JsonValues {

    private static final int EXCERPT = 24;

    /** What the line has outside of JSON, or in objects without a record. */
    boolean foreign;

    /** Whether the line, or all of a text within another, has a record. */
    boolean yielded;

    JsonInText(int window, RecordSink sink, MemberNames names, int layer) {
        super(window, sink, names, layer);
    }

    /** Passes a record like one before, which begins here; false where it is none. */
    abstract boolean known();

    /** What is kept of what is open will not be of use. */
    abstract void forget();

    final void begin() {
        open.clear();
        token = -1;
        stringEnd = -1;
        foreign = false;
        yielded = false;
    }

    final void run() throws IOException {
        while (toOpening()) {
            follow();
        }
    }

    /** Goes to what opens an object, through all that does not; false at the end. */
    private boolean toOpening() throws IOException {
        while (true) {
            byte[] text = bytes;
            int i = at;
            int end = limit;
            while (i < end && text[i] != '{') {
                byte c = text[i++];
                if (c == '\n') {
                    at = i;
                    endLine();
                    line += lines;
                } else if (c != ',' && c != '[' && c != ']' && (c > ' ' || c < 0)) {
                    foreign = true;
                }
            }
            at = i;
            if (i < end && known()) {
                continue;
            }
            if (i == end && isOver()) {
                return false;
            }
            if (i < end ? opens() : !more()) {
                return at < limit;
            }
        }
    }

    final void endLine() {
        if (layer == 0) {
            if (foreign && !yielded) {
                sink.note(Cause.FOREIGN_LINE, line, null);
            }
            foreign = false;
            yielded = false;
        }
    }

    /** Whether a member's name follows; where it does so within escapes, reads what is escaped. */
    private boolean opens() throws IOException {
        token = at;
        int next = 1;
        int c = ahead(next);
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            if (next > LONGEST / 2) {
                at += next;
                return false;
            }
            c = ahead(++next);
        }
        if (c == '"' && ahead(next + 1) == '"' && isCell(ahead(next + 2))) {
            readEscaped(new CellText(this));
            return false;
        }
        if (c == '"' || c == '}') {
            return true;
        }
        if (c == '\\') {
            readEscaped(new StringText(this));
            return false;
        }
        foreign = true;
        at++;
        return false;
    }

    private static boolean isCell(int behindTwoQuotes) {
        return behindTwoQuotes > ' ' && behindTwoQuotes != ':';
    }

    /** From its brace on, which opens no object of this text's. */
    private void readEscaped(Text escaped) throws IOException {
        if (!readsInner()) {
            foreign = true;
            at++;
            return;
        }
        if (readInner(escaped, 0)) {
            yielded = true;
        } else {
            foreign = true;
        }
        if (ahead(0) == '"' && at > 0 && bytes[at - 1] == '{') {
            // it was cut off, and what ended it is the next object's first quotation mark
            at--;
        }
    }

    @Override
    final void broken() throws IOException {
        forget();
        for (int i = 0; i < open.depth(); i++) {
            OpenValue value = open.at(i);
            yielded |= value.yielded;
            if (value.looksOurs()) {
                sink.note(Cause.BROKEN, value.line, at < limit ? "no JSON at " + excerpt() : "cut off");
                yielded = true;
            }
        }
        foreign = true;
        open.clear();
        if (stringEnd == at && at > 1 && bytes[at - 2] == '{') {
            // it was cut off within a string, and the next object's brace and quotation mark made an end of that
            at -= 2;
        }
        token = -1;
    }

    /** Where it is no JSON, from the token on that is none, to the line's end. */
    private String excerpt() throws IOException {
        int before = token >= 0 && at - token < EXCERPT ? at - token : 0;
        int after = 0;
        while (after < EXCERPT - before && hasLetter(after)) {
            after++;
        }
        String text = new String(bytes, at - before, before + after, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private boolean hasLetter(int ahead) throws IOException {
        int c = ahead(ahead);
        return c >= 0 && c != '\n';
    }
}
