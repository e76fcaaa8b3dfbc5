package io.kafkatcp.recordfile.scan;

/** Why something in a file is not among the records that were used as they stand there. */
public enum Cause {
    CUT_OFF("times it could not be read to its end", true),
    BROKEN("broken records, skipped", true),
    TOO_LONG("records longer than a record can be, skipped", true),
    WITHOUT_TIME("records without a time that can be read, skipped", true),
    UNKNOWN_EVENT("records of events that this version does not know, skipped", true),
    UNKNOWN_FIELD("records with fields that this version does not know, used as far as it does", false),
    FOREIGN_LINE("lines without a record, skipped", false);

    private final String plural;
    /** Whether the file holds more than was read of it. */
    public final boolean loses;

    Cause(String plural, boolean loses) {
        this.plural = plural;
        this.loses = loses;
    }

    /** Of one the first word that ends in s has none. */
    public String counted(long count) {
        return count + " " + (count == 1 ? plural.replaceFirst("s\\b", "") : plural);
    }
}
