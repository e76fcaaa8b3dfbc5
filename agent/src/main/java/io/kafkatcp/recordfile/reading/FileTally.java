package io.kafkatcp.recordfile.reading;

import io.kafkatcp.recordfile.scan.Cause;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one file held beside records of known form: how much of it, and where the first ones stand. */
public final class FileTally {

    private static final int FIRST = 3;

    private static final class Kind {
        private final List<Noted> first = new ArrayList<>();
        private long count;
    }

    private static final class Noted {
        private final long line;
        private final String detail;

        Noted(long line, String detail) {
            this.line = line;
            this.detail = detail;
        }

        @Override
        public String toString() {
            return line + (detail == null ? "" : " (" + detail + ")");
        }
    }

    private final String name;
    private final Map<Cause, Kind> kinds = new EnumMap<>(Cause.class);
    private long lines;
    private long records;
    private long lastLine;

    FileTally(String name) {
        this.name = name;
    }

    void lines(long count) {
        lines += count;
    }

    void record(long line) {
        records++;
        lastLine = line;
    }

    public void note(Cause cause, long line, String detail) {
        Kind noted = kinds.computeIfAbsent(cause, c -> new Kind());
        noted.count++;
        if (noted.first.size() < FIRST) {
            noted.first.add(new Noted(line, detail));
        }
        lastLine = Math.max(lastLine, line);
    }

    /** Adds what the next part of the file held, whose lines were counted from its beginning. */
    void add(FileTally part) {
        part.kinds.forEach((cause, kind) -> {
            Kind noted = kinds.computeIfAbsent(cause, c -> new Kind());
            noted.count += kind.count;
            for (int i = 0; i < kind.first.size() && noted.first.size() < FIRST; i++) {
                noted.first.add(new Noted(lines + kind.first.get(i).line, kind.first.get(i).detail));
            }
        });
        lastLine = Math.max(lastLine, part.lastLine == 0 ? 0 : lines + part.lastLine);
        records += part.records;
        lines += part.lines;
    }

    void clear() {
        kinds.clear();
        lines = 0;
        records = 0;
        lastLine = 0;
    }

    /** Where the last record was, or what was none. */
    public long lastLine() {
        return lastLine;
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

    public boolean isForeign() {
        return lines > 0 && records == 0 && !kinds.containsKey(Cause.UNKNOWN_EVENT);
    }

    /** One sentence per cause; nothing where all was well. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        kinds.forEach((cause, kind) -> sentences.add(name + ": " + cause.counted(kind.count) + ": line "
                + kind.first.stream().map(Noted::toString).collect(Collectors.joining(", "))
                + (kind.count > kind.first.size() ? ", ..." : "")));
        return sentences;
    }
}
