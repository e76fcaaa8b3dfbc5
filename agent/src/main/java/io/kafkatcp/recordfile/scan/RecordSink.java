package io.kafkatcp.recordfile.scan;

import io.kafkatcp.recordfile.row.Row;

/** Takes what a scanner finds, in the order in which it stands in the text. */
public interface RecordSink {

    /** An object that says that it is a record; valid during the call. */
    void object(RecordDecoder decoder, byte[] bytes, OpenValue object, int end);

    /** A record that is decoded already; valid during the call. */
    void record(Row row, byte[] bytes, int from, int to, long line);

    void note(Cause cause, long line, String detail);

    /** After all else: how many lines the text has. */
    void lines(long count);
}
