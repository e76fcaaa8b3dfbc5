package io.kafkatcp.recordfile;

import io.kafkatcp.recordfile.json.CellText;
import io.kafkatcp.recordfile.json.JsonTokens;
import io.kafkatcp.recordfile.json.NumbersText;
import io.kafkatcp.recordfile.json.StringText;
import io.kafkatcp.recordfile.json.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds records wherever they stand in a text: it follows JSON and not lines. Outside of JSON it looks for what opens
 * an object; inside, every object may be a record, and every string may be a text with records in it, which a scanner
 * of the same kind reads while this one goes on. Each byte is looked at once in each layer; after what is no JSON it
 * begins anew.
 */
final class RecordScanner extends JsonTokens {

    private static final int FIRST_WINDOW = 1 << 18;
    private static final int INNER_WINDOW = 1 << 13;
    private static final int MOST_LAYERS = 5;
    private static final int MOST_OPEN = 1_000;
    private static final int EXCERPT = 24;
    private static final int LONGEST_PREFIX = 60;
    private static final byte[] NOTHING = {};

    private enum Next {
        FIRST_NAME,
        NAME,
        FIRST_VALUE,
        VALUE,
        COMMA
    }

    private final RecordSink sink;
    private final RecordDecoder decoder;
    private final Shapes shapes;
    private final int layer;
    /** Null before there is one. */
    private OtlpRecords otlp;

    private RecordScanner inner;
    private OpenValue[] open = new OpenValue[8];
    private int depth;
    /** Reads the text in which this one's stands; null where it is a file's. */
    private final RecordScanner outer;

    /** What the line has outside of JSON, or in objects without a record. */
    private boolean foreign;

    private boolean yielded;
    /** Found in objects that are open still; null where there are none. */
    private TimelessRecords timeless;

    /** The beginning of a record whose rest may be in the next string of that name: Docker cuts what is long. */
    private byte[] carried = NOTHING;

    private int carriedName;
    private long carriedLine;
    private boolean carriedOurs;

    RecordScanner(RecordSink sink, RecordDecoder decoder) {
        this(sink, decoder, null);
    }

    private RecordScanner(RecordSink sink, RecordDecoder decoder, RecordScanner outer) {
        super(outer == null ? FIRST_WINDOW : INNER_WINDOW);
        this.sink = sink;
        this.decoder = decoder;
        this.outer = outer;
        this.shapes = outer == null ? new Shapes(decoder) : null;
        this.layer = outer == null ? 0 : outer.layer + 1;
    }

    /** Reads a file's text to its end. */
    void scan(Text text) throws IOException {
        open(text);
        begin();
        run();
        finish();
    }

    private void finish() {
        flush();
        endLine();
        sink.lines(limit > 0 && bytes[limit - 1] == '\n' ? line - 1 : limit > 0 ? line : 0);
    }

    /**
     * Reads some lines of a text.
     *
     * @param last whether the text ends with them
     * @return whether nothing in them goes on in the next; if something does, what was found may mean something else
     */
    boolean scanPart(byte[] part, int length, boolean last) throws IOException {
        open(part, length);
        begin();
        run();
        if (last) {
            finish();
            return true;
        }
        boolean carries = false;
        for (RecordScanner scanner = inner; scanner != null; scanner = scanner.inner) {
            carries |= scanner.carried.length > 0;
            scanner.carried = NOTHING;
            scanner.carriedOurs = false;
        }
        sink.lines(line - 1);
        return !starved && !carries;
    }

    /** @return whether a record, or what was one, stood in it */
    private boolean scanInner(Text text, int name) throws IOException {
        if (carried.length > 0 && carriedName != name) {
            dropCarried();
        }
        open(text);
        begin();
        if (carried.length > 0) {
            passCriPrefix();
            prefix(carried);
            carried = NOTHING;
            carriedOurs = false;
        }
        run();
        if (carried.length > 0) {
            carriedName = name;
        }
        return yielded;
    }

    private void begin() {
        depth = 0;
        token = -1;
        stringEnd = -1;
        foreign = false;
        yielded = false;
    }

    private void run() throws IOException {
        while (toOpening()) {
            push(false);
            follow();
        }
    }

    /** Of a record that the runtime has cut, each piece has its own time and stream. */
    private void passCriPrefix() throws IOException {
        for (int i = 1; i <= LONGEST_PREFIX && ahead(i - 1) >= ' '; i++) {
            if (CriLines.isPrefix(bytes, at, at + i)) {
                at += i;
                return;
            }
        }
    }

    private void flush() {
        for (RecordScanner scanner = inner; scanner != null; scanner = scanner.inner) {
            scanner.dropCarried();
        }
    }

    private void dropCarried() {
        if (carriedOurs) {
            sink.note(Cause.BROKEN, carriedLine, "cut off");
        }
        carried = NOTHING;
        carriedOurs = false;
    }

    @Override
    public int oldest() {
        int oldest = super.oldest();
        for (int i = 0; i < depth; i++) {
            OpenValue value = open[i];
            if (value.start >= 0 && at - value.start > LONGEST) {
                tooLong(value);
            }
            if (value.start >= 0) {
                return Math.min(oldest, value.start);
            }
        }
        return oldest;
    }

    private void tooLong(OpenValue value) {
        if (value.looksOurs()) {
            sink.note(Cause.TOO_LONG, value.line, null);
            value.yielded = true;
        }
        value.start = -1;
    }

    @Override
    public void moved(int by) {
        super.moved(by);
        for (int i = 0; i < depth; i++) {
            open[i].start = open[i].start < 0 ? -1 : open[i].start - by;
        }
    }

    // ---- outside of JSON

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
            if (i < end && shapes != null && known()) {
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

    /** A record like one before. */
    private boolean known() {
        int start = at;
        int end = shapes.read(bytes, start, limit);
        if (end == Shape.NONE) {
            return false;
        }
        at = end;
        yielded = true;
        sink.record(shapes.row(), bytes, start, end, line);
        return true;
    }

    private void endLine() {
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
            return inner(new CellText(this));
        }
        if (c == '"' || c == '}') {
            return true;
        }
        if (c == '\\') {
            return inner(new StringText(this));
        }
        foreign = true;
        at++;
        return false;
    }

    private static boolean isCell(int behindTwoQuotes) {
        return behindTwoQuotes > ' ' && behindTwoQuotes != ':';
    }

    /** Always false: it was no object of this layer. */
    private boolean inner(Text escaped) throws IOException {
        if (layer + 1 == MOST_LAYERS) {
            foreign = true;
            at++;
            return false;
        } else if (inner().scanInner(escaped, 0)) {
            yielded = true;
        } else {
            foreign = true;
        }
        if (ahead(0) == '"' && at > 0 && bytes[at - 1] == '{') {
            // it was cut off, and what ended it is the next object's first quotation mark
            at--;
        }
        return false;
    }

    private RecordScanner inner() {
        if (inner == null) {
            inner = new RecordScanner(sink, decoder, this);
        }
        return inner;
    }

    // ---- inside

    private void follow() throws IOException {
        Next next = Next.FIRST_NAME;
        while (depth > 0) {
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
        OpenValue value = open[depth - 1];
        switch (next) {
            case FIRST_NAME:
                return c == '}' ? pop() : c == '"' ? member(value) : null;
            case NAME:
                return c == '"' ? member(value) : null;
            case FIRST_VALUE:
                return c == ']' ? pop() : value(value, c);
            case VALUE:
                return value(value, c);
            default:
                if (c == ',') {
                    at++;
                    return value.array ? Next.VALUE : Next.NAME;
                }
                return c == (value.array ? ']' : '}') ? pop() : null;
        }
    }

    private Next member(OpenValue object) throws IOException {
        int before = at;
        Next next = inner == null || inner.carried.length == 0 ? plainMembers(object) : Next.NAME;
        return at > before ? next : name(object) ? Next.VALUE : null;
    }

    /**
     * Goes through members as the agent writes them, in one loop: no white space, no escapes, nothing nested. What is
     * otherwise, or ends behind the window, is left to who goes step by step.
     */
    private Next plainMembers(OpenValue object) {
        byte[] text = bytes;
        int end = limit;
        int i = at;
        Next next = Next.NAME;
        MemberNames names = decoder.names;
        int place = object.member == 0 ? MemberNames.START : MemberNames.NOWHERE;
        while (next == Next.NAME && i < end && text[i] == '"') {
            int nameEnd = names.expected(place, text, i + 1, end);
            if (nameEnd > 0) {
                place = names.place;
            } else {
                nameEnd = plainEnd(text, i + 1, end);
                if (nameEnd + 1 >= end || text[nameEnd] != '"' || text[nameEnd + 1] != ':') {
                    break;
                }
                place = names.find(place, text, i + 1, nameEnd);
            }
            int from = nameEnd + 2;
            int to = from < end ? plainValueEnd(text, from, end) : end;
            if (to >= end || to == from || text[to] != ',' && text[to] != '}') {
                break;
            }
            token = from;
            named(object, names.slotAt(place), i + 1, nameEnd);
            if (object.slot >= 0 && object.start >= 0) {
                object.value(from, to);
            }
            next = text[to] == ',' ? Next.NAME : Next.COMMA;
            i = next == Next.NAME ? to + 1 : to;
        }
        at = i;
        return next;
    }

    private void named(OpenValue object, int slot, int from, int to) {
        object.member++;
        object.slot = slot;
        if (slot <= MemberNames.RESOURCE) {
            object.otlp(slot);
        }
        boolean known = slot == MemberNames.OTHER || slot >= 0 && slot < MemberNames.FIRST_TIME;
        if (!known && object.unknownFrom < 0 && object.start >= 0 && from > 0) {
            object.unknownFrom = from - object.start;
            object.unknownTo = to - object.start;
        }
    }

    private boolean name(OpenValue object) throws IOException {
        if (!string(false)) {
            return false;
        }
        int slot = token < 0 ? MemberNames.UNKNOWN : decoder.names.slot(bytes, token + 1, at - 1);
        named(object, slot, token + 1, at - 1);
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
                return push(false) ? Next.FIRST_NAME : null;
            case '[':
                if (value.slot == MemberNames.MESSAGE && Character.isDigit(ahead(1))) {
                    return message(value);
                }
                return push(true) ? Next.FIRST_VALUE : null;
            case '"':
                good = string((value.seen & MemberNames.VERSION) == 0 && layer + 1 < MOST_LAYERS);
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
        value.yielded |= inner().scanInner(new NumbersText(this), 0);
        return ahead(0) == ']' ? skip() : null;
    }

    private Next skip() {
        at++;
        return Next.COMMA;
    }

    @Override
    public void within() throws IOException {
        OpenValue value = open[depth - 1];
        value.yielded |= inner().scanInner(new StringText(this), nameOf(value));
    }

    @Override
    public boolean continues() {
        return inner != null && inner.carried.length > 0 && inner.carriedName == nameOf(open[depth - 1]);
    }

    private int nameOf(OpenValue value) {
        return value.array ? depth : value.slot * 31 + value.member;
    }

    /** False where it is deeper than any shipper nests. */
    private boolean push(boolean array) {
        if (depth == MOST_OPEN) {
            return false;
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
        }
        if (open[depth] == null) {
            open[depth] = new OpenValue();
        }
        open[depth++].begin(array, at, line);
        at++;
        return true;
    }

    private Next pop() throws IOException {
        OpenValue value = open[--depth];
        at++;
        if (value.otlp != 0) {
            popOtlp(value);
        }
        if (value.isOurs() && !value.yielded) {
            value.yielded = true;
            found(value);
        } else if (timeless != null) {
            giveTime(value);
        }
        if (depth == 0) {
            yielded |= value.yielded;
            foreign |= !value.yielded;
            return Next.COMMA;
        }
        OpenValue parent = open[depth - 1];
        parent.yielded |= value.yielded;
        if (parent.slot <= MemberNames.RESOURCE && value.start >= 0 && !parent.array) {
            otlp().around(parent.slot, bytes, value.start, at);
        }
        if (parent.slot >= 0 && parent.start >= 0 && value.start >= 0 && !parent.array) {
            parent.value(value.start, at);
        }
        return Next.COMMA;
    }

    private void popOtlp(OpenValue value) throws IOException {
        if (value.hasOtlp(MemberNames.EVENT_NAME) && value.start >= 0 && !value.yielded && layer + 1 < MOST_LAYERS) {
            Text flat = otlp().flat(bytes, value.start, at, line);
            value.yielded = flat != null && inner().scanInner(flat, 0);
        }
        if (value.hasOtlp(MemberNames.RESOURCE)) {
            otlp().forget();
        }
    }

    private OtlpRecords otlp() {
        if (otlp == null) {
            otlp = new OtlpRecords();
        }
        return otlp;
    }

    private void found(OpenValue object) {
        if ((object.seen & MemberNames.TIME) == 0 && (depth > 0 || outer != null && outer.depth > 0)) {
            timeless = timeless == null ? new TimelessRecords() : timeless;
            if (timeless.add(bytes, object.start, at, object.line)) {
                passOutwards();
                return;
            }
        }
        if (depth > 0 || outer != null) {
            // a shipper that takes a record apart often keeps its text beside that
            long hash = decoder.hash(bytes, object);
            if (isCopy(hash)) {
                return;
            }
            remember(hash);
        }
        sink.object(decoder, bytes, object, at);
        if (depth == 0 && shapes != null) {
            shapes.learn(bytes, object.start, at);
        }
    }

    /** At the end of an object around records that do not say their time: it may say it for them. */
    private void giveTime(OpenValue around) throws IOException {
        int time = around.array || around.start < 0 ? -1 : around.time();
        if (time >= 0 && layer + 1 < MOST_LAYERS) {
            TimelessRecords found = timeless;
            timeless = null;
            Text text = found.at(bytes, around.start + around.from[time], around.start + around.to[time]);
            around.yielded |= inner().scanInner(text, 0);
        } else if (depth == 0) {
            passOutwards();
        }
    }

    private void passOutwards() {
        if (depth > 0) {
            return;
        }
        if (outer != null && outer.depth > 0) {
            outer.timeless = outer.timeless == null ? timeless : outer.timeless.and(timeless);
        } else {
            timeless.lines().forEach(line -> sink.note(Cause.WITHOUT_TIME, line, null));
        }
        timeless = null;
    }

    private boolean isCopy(long hash) {
        for (int i = 0; i < depth; i++) {
            if (open[i].copyHash == hash && open[i].copyMember != open[i].member) {
                return true;
            }
        }
        return outer != null && outer.isCopy(hash);
    }

    private void remember(long hash) {
        for (int i = 0; i < depth; i++) {
            open[i].copyHash = hash;
            open[i].copyMember = open[i].member;
        }
        if (outer != null) {
            outer.remember(hash);
        }
    }

    /** The text ends within JSON. */
    private void end() throws IOException {
        otlp = null;
        forgetTimeless();
        int first = depth;
        while (first > 0 && !open[first - 1].yielded) {
            first--;
        }
        if (layer > 0 && first < depth && open[first].start >= 0 && bytes[limit - 1] != '\n') {
            carry(first);
            yielded = true;
        } else {
            broken();
        }
        depth = 0;
    }

    private void forgetTimeless() {
        if (timeless != null) {
            timeless.lines().forEach(line -> sink.note(Cause.WITHOUT_TIME, line, null));
            timeless = null;
        }
    }

    private void carry(int first) {
        carried = Arrays.copyOfRange(bytes, open[first].start, limit);
        carriedLine = line;
        carriedOurs = false;
        for (int i = first; i < depth; i++) {
            carriedOurs |= open[i].looksOurs();
        }
        for (RecordScanner scanner = inner; scanner != null; scanner = scanner.inner) {
            // theirs is in it
            scanner.carried = NOTHING;
            scanner.carriedOurs = false;
        }
    }

    /** What follows is no JSON: begins anew there. */
    private void broken() throws IOException {
        otlp = null;
        forgetTimeless();
        for (int i = 0; i < depth; i++) {
            yielded |= open[i].yielded;
            if (open[i].looksOurs()) {
                sink.note(Cause.BROKEN, open[i].line, at < limit ? "no JSON at " + excerpt() : "cut off");
                yielded = true;
            }
        }
        foreign = true;
        depth = 0;
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
