package io.kafkatcp.recordfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one file held beside records of known form: how much of it, and where the first ones stand. */
public final class FileTally {

    private static final int FIRST = 3;
    private static final int KINDS = 20;

    private static final class Kind {
        private final List<String> first = new ArrayList<>();
        private long count;
    }

    private final String name;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private long lines;
    private long records;
    private long unknownEvents;

    FileTally(String name) {
        this.name = name;
    }

    void line() {
        lines++;
    }

    void record() {
        records++;
    }

    void unknownEvent() {
        unknownEvents++;
    }

    /** @param kind how a line that was not used, or not wholly understood, is called in the plural */
    void note(String kind, long line, String detail) {
        Kind noted = kinds.get(kind);
        if (noted == null) {
            if (kinds.size() >= KINDS) {
                return;
            }
            noted = new Kind();
            kinds.put(kind, noted);
        }
        noted.count++;
        if (noted.first.size() < FIRST) {
            noted.first.add(line + (detail == null ? "" : " (" + detail + ")"));
        }
    }

    public String name() {
        return name;
    }

    public long lines() {
        return lines;
    }

    public long records() {
        return records;
    }

    boolean isForeign() {
        return lines > 0 && records == 0 && unknownEvents == 0;
    }

    /** One sentence per kind; nothing where all was well. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (Map.Entry<String, Kind> entry : kinds.entrySet()) {
            Kind kind = entry.getValue();
            sentences.add(name + ": " + kind.count + " " + entry.getKey() + ": line " + String.join(", ", kind.first)
                    + (kind.count > kind.first.size() ? ", ..." : ""));
        }
        return sentences;
    }
}
