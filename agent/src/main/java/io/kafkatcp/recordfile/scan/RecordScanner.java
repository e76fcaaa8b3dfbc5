package io.kafkatcp.recordfile.scan;

import io.kafkatcp.recordfile.json.Text;
import io.kafkatcp.recordfile.lines.CriLines;
import java.io.IOException;

/**
 * Finds records wherever they stand in a text: it follows JSON and not lines. Outside of JSON it looks for what opens
 * an object; inside, every object may be a record, and every string may be a text with records in it, which a scanner
 * of the same kind reads while this one goes on. Each byte is looked at once in each layer; after what is no JSON it
 * begins anew.
 */
public final class RecordScanner extends JsonInText {

    private static final int FIRST_WINDOW = 1 << 18;
    private static final int INNER_WINDOW = 1 << 13;
    private static final int LONGEST_PREFIX = 60;

    private final RecordDecoder decoder;
    private final FoundRecords found;
    /** Null where the text stands within another. */
    private final Shapes shapes;
    /** Null before there is one. */
    private RecordScanner inner;

    private final CutOff cutOff = new CutOff();
    private final TakenApart takenApart = new TakenApart(open);

    public RecordScanner(RecordSink sink, RecordDecoder decoder) {
        super(FIRST_WINDOW, sink, decoder.names, 0);
        this.decoder = decoder;
        this.found = new FoundRecords(sink, decoder, open, null);
        this.shapes = new Shapes(decoder);
    }

    /** @param outer reads the text in which this one's stands */
    private RecordScanner(RecordScanner outer) {
        super(INNER_WINDOW, outer.sink, outer.decoder.names, outer.layer + 1);
        this.decoder = outer.decoder;
        this.found = new FoundRecords(sink, decoder, open, outer.found);
        this.shapes = null;
    }

    /** Reads a file's text to its end. */
    public void scan(Text text) throws IOException {
        open(text);
        begin();
        run();
        finish();
    }

    private void finish() {
        for (RecordScanner scanner = inner; scanner != null; scanner = scanner.inner) {
            scanner.cutOff.drop(sink);
        }
        endLine();
        sink.lines(limit > 0 && bytes[limit - 1] == '\n' ? line - 1 : limit > 0 ? line : 0);
    }

    /**
     * Reads some lines of a text.
     *
     * @param last whether the text ends with them
     * @return whether nothing in them goes on in the next; if something does, what was found may mean something else
     */
    public boolean scanPart(byte[] part, int length, boolean last) throws IOException {
        open(part, length);
        begin();
        found.begin();
        run();
        if (last) {
            finish();
            return true;
        }
        boolean carries = forgetWhatIsCutOff();
        sink.lines(line - 1);
        return !starved && !carries;
    }

    /** In the texts within this one; whether there was something. */
    private boolean forgetWhatIsCutOff() {
        boolean some = false;
        for (RecordScanner scanner = inner; scanner != null; scanner = scanner.inner) {
            some |= scanner.cutOff.isThere();
            scanner.cutOff.forget();
        }
        return some;
    }

    @Override
    boolean readInner(Text text, int name) throws IOException {
        if (inner == null) {
            inner = new RecordScanner(this);
        }
        found.beginText();
        return inner.scanInner(text, name);
    }

    private boolean scanInner(Text text, int name) throws IOException {
        if (cutOff.isThere() && !cutOff.isThere(name)) {
            cutOff.drop(sink);
        }
        open(text);
        begin();
        if (cutOff.isThere()) {
            passCriPrefix();
            prefix(cutOff.take());
        }
        run();
        cutOff.named(name);
        return yielded;
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

    @Override
    boolean awaitsRest() {
        return inner != null && inner.cutOff.isThere();
    }

    @Override
    public boolean continues() {
        return inner != null && inner.cutOff.isThere(nameOf(open.innermost()));
    }

    @Override
    boolean known() {
        if (shapes == null) {
            return false;
        }
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

    @Override
    void closed(OpenValue value) throws IOException {
        if (value.otlp != 0) {
            closedTakenApart(value);
        }
        if (value.isOurs() && !value.yielded) {
            value.yielded = true;
            if (found.add(bytes, value, at) && shapes != null && open.isEmpty()) {
                shapes.learn(bytes, value.start, at);
            }
        } else if (found.waitForTheirTime()) {
            Text timed = found.withTheTimeOf(value, bytes, readsInner());
            value.yielded |= timed != null && readInner(timed, 0);
        }
        if (open.isEmpty()) {
            yielded |= value.yielded;
            foreign |= !value.yielded;
            return;
        }
        OpenValue parent = open.innermost();
        if (value.start >= 0 && !parent.array) {
            takenApart.around(parent.slot, bytes, value.start, at);
        }
    }

    /** What stood in it by other names than a record's, made a flat record of. */
    private void closedTakenApart(OpenValue value) throws IOException {
        boolean readable = value.start >= 0 && readsInner();
        Text logRecord = readable && !value.yielded ? takenApart.logRecord(value, bytes, at, line) : null;
        value.yielded |= logRecord != null && readInner(logRecord, 0);
        takenApart.closed(value);
        Text pairs = takenApart.pairs(value, bytes, at, line, readable);
        value.yielded |= pairs != null && readInner(pairs, 0);
    }

    @Override
    void forget() {
        takenApart.forget();
        found.forget();
    }

    @Override
    void end() throws IOException {
        forget();
        int first = open.firstWithoutRecord();
        if (layer > 0 && first < open.depth() && open.at(first).start >= 0 && bytes[limit - 1] != '\n') {
            cutOff.keep(bytes, limit, open, first, line);
            // theirs is in it
            forgetWhatIsCutOff();
            yielded = true;
        } else {
            broken();
        }
        open.clear();
    }
}
