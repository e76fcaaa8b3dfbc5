package io.kafkatcp.recordfile;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What one file held beside records of known form: how much of it, and where the first ones stand. */
public final class FileTally {

    private static final int FIRST = 3;

    private static final class Kind {
        private final List<String> first = new ArrayList<>();
        private long count;
    }

    private final String name;
    private final Map<Cause, Kind> kinds = new EnumMap<>(Cause.class);
    private long lines;
    private long records;

    FileTally(String name) {
        this.name = name;
    }

    void lines(long count) {
        lines += count;
    }

    void record() {
        records++;
    }

    void note(Cause cause, long line, String detail) {
        Kind noted = kinds.computeIfAbsent(cause, c -> new Kind());
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

    /** Whether it holds more than could be read of it. */
    public boolean isIncomplete() {
        return kinds.keySet().stream().anyMatch(cause -> cause.loses);
    }

    boolean isForeign() {
        return lines > 0 && records == 0 && !kinds.containsKey(Cause.UNKNOWN_EVENT);
    }

    /** One sentence per cause; nothing where all was well. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        kinds.forEach((cause, kind) -> sentences.add(name + ": " + kind.count + " " + cause.plural + ": line "
                + String.join(", ", kind.first) + (kind.count > kind.first.size() ? ", ..." : "")));
        return sentences;
    }
}
