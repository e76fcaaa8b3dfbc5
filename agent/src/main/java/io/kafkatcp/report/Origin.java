package io.kafkatcp.report;

import io.kafkatcp.recordfile.row.FileRecord;

/** The way back from a figure to the record behind it. */
public final class Origin {

    /** A record has about 500 characters; one of a hostile input may have any number. */
    private static final int LONGEST = 4_000;

    public final String file;
    public final long line;
    public final String json;

    Origin(String file, long line, String json) {
        this.file = file;
        this.line = line;
        this.json = json.length() <= LONGEST ? json : json.substring(0, LONGEST) + "...";
    }

    public static Origin of(FileRecord record) {
        return new Origin(record.file(), record.line(), record.json());
    }

    public String place() {
        return file + ":" + line;
    }
}
