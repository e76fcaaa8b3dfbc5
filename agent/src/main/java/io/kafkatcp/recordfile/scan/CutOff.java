package io.kafkatcp.recordfile.scan;

import java.util.Arrays;

/** The beginning of a record whose rest may be in the next string of that name: Docker cuts what is long. */
final class CutOff {

    private static final byte[] NOTHING = {};

    private byte[] beginning = NOTHING;
    private int name;
    private long line;
    private boolean ours;

    boolean isThere() {
        return beginning.length > 0;
    }

    boolean isThere(int ofName) {
        return beginning.length > 0 && name == ofName;
    }

    /** Of the string that it was found in. */
    void named(int ofName) {
        name = ofName;
    }

    /** @param first the place of the outermost value that is cut off */
    void keep(byte[] bytes, int limit, OpenValues open, int first, long atLine) {
        beginning = Arrays.copyOfRange(bytes, open.at(first).start, limit);
        line = atLine;
        ours = false;
        for (int i = first; i < open.depth(); i++) {
            ours |= open.at(i).looksOurs();
        }
    }

    byte[] take() {
        byte[] taken = beginning;
        forget();
        return taken;
    }

    void forget() {
        beginning = NOTHING;
        ours = false;
    }

    /** There is no rest of it. */
    void drop(RecordSink sink) {
        if (ours) {
            sink.note(Cause.BROKEN, line, "cut off");
        }
        forget();
    }
}
