package io.kafkatcp.recordfile.scan;

import io.kafkatcp.recordfile.json.JsonTokens;
import io.kafkatcp.recordfile.json.NumbersText;
import io.kafkatcp.recordfile.json.StringText;
import io.kafkatcp.recordfile.json.Text;
import java.io.IOException;

/**
 * Follows JSON from a brace to the one that closes it, and keeps of each object around where its members stand that a
 * record can have.
 */
abstract class JsonValues extends JsonTokens {

    private static final int MOST_LAYERS = 5;

    private enum Next {
        FIRST_NAME,
        NAME,
        FIRST_VALUE,
        VALUE,
        COMMA
    }

    final RecordSink sink;
    /** 0 for a file's text, 1 for a text within it, and so on. */
    final int layer;

    final OpenValues open = new OpenValues();
    private final MemberNames names;
    private final PlainMembers plainMembers;

    JsonValues(int window, RecordSink sink, MemberNames names, int layer) {
        super(window);
        this.sink = sink;
        this.names = names;
        this.plainMembers = new PlainMembers(names);
        this.layer = layer;
    }

    /** Its last brace or bracket has just been passed; what is open is around it. */
    abstract void closed(OpenValue value) throws IOException;

    /** The text ends within JSON. */
    abstract void end() throws IOException;

    /** What follows is no JSON. */
    abstract void broken() throws IOException;

    /**
     * Reads a text that stands within this one.
     *
     * @param name of the string that it stands in, 0 where it is none
     * @return whether a record, or what was one, stood in it
     */
    abstract boolean readInner(Text text, int name) throws IOException;

    /** Whether a record that was cut off in a string may go on in one of the next. */
    abstract boolean awaitsRest();

    /** Whether texts within this one are read. */
    final boolean readsInner() {
        return layer + 1 < MOST_LAYERS;
    }

    @Override
    public final int oldest() {
        return Math.min(super.oldest(), open.start(at, sink));
    }

    @Override
    public final void moved(int by) {
        super.moved(by);
        open.moved(by);
    }

    /** From a brace on. */
    final void follow() throws IOException {
        enter(false);
        Next next = Next.FIRST_NAME;
        while (!open.isEmpty()) {
            int c = peek();
            if (c < 0) {
                end();
                return;
            }
            next = step(next, c);
            if (next == null) {
                if (at == limit && !more()) {
                    end();
                } else {
                    broken();
                }
                return;
            }
        }
    }

    /** Null where it is no JSON. */
    private Next step(Next next, int c) throws IOException {
        OpenValue value = open.innermost();
        switch (next) {
            case FIRST_NAME:
                return c == '}' ? close() : c == '"' ? member(value) : null;
            case NAME:
                return c == '"' ? member(value) : null;
            case FIRST_VALUE:
                return c == ']' ? close() : value(value, c);
            case VALUE:
                return value(value, c);
            default:
                if (c == ',') {
                    at++;
                    return value.array ? Next.VALUE : Next.NAME;
                }
                return c == (value.array ? ']' : '}') ? close() : null;
        }
    }

    private Next member(OpenValue object) throws IOException {
        if (!awaitsRest() && plainMembers.read(object, bytes, at, limit)) {
            at = plainMembers.end;
            token = plainMembers.value;
            return plainMembers.more ? Next.NAME : Next.COMMA;
        }
        return name(object) ? Next.VALUE : null;
    }

    private boolean name(OpenValue object) throws IOException {
        if (!string(false)) {
            return false;
        }
        int slot = token < 0 ? MemberNames.UNKNOWN : names.slot(bytes, token + 1, at - 1);
        object.named(slot, token + 1, at - 1);
        if (peek() != ':') {
            return false;
        }
        at++;
        return true;
    }

    private Next value(OpenValue value, int c) throws IOException {
        boolean good;
        switch (c) {
            case '{':
                return enter(false) ? Next.FIRST_NAME : null;
            case '[':
                if (value.slot == MemberNames.MESSAGE && Character.isDigit(ahead(1))) {
                    return message(value);
                }
                return enter(true) ? Next.FIRST_VALUE : null;
            case '"':
                good = string((value.seen & MemberNames.VERSION) == 0 && readsInner());
                break;
            default:
                good = scalar();
        }
        if (!good) {
            return null;
        }
        if (value.slot >= 0 && value.start >= 0 && !value.array) {
            value.value(token, at);
        }
        return Next.COMMA;
    }

    private Next message(OpenValue value) throws IOException {
        at++;
        value.yielded |= readInner(new NumbersText(this), 0);
        if (ahead(0) != ']') {
            return null;
        }
        at++;
        return Next.COMMA;
    }

    @Override
    public final void within() throws IOException {
        OpenValue value = open.innermost();
        value.yielded |= readInner(new StringText(this), nameOf(value));
    }

    /** Of the string that is read now. */
    final int nameOf(OpenValue value) {
        return value.array ? open.depth() : value.slot * 31 + value.member;
    }

    private boolean enter(boolean array) {
        if (!open.push(array, at, line)) {
            return false;
        }
        at++;
        return true;
    }

    private Next close() throws IOException {
        OpenValue value = open.pop();
        at++;
        closed(value);
        if (!open.isEmpty()) {
            OpenValue parent = open.innermost();
            parent.yielded |= value.yielded;
            if (parent.slot >= 0 && parent.start >= 0 && value.start >= 0 && !parent.array) {
                parent.value(value.start, at);
            }
        }
        return Next.COMMA;
    }
}
