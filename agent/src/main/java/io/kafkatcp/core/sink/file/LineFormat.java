package io.kafkatcp.core.sink.file;

import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.thread.OnSinkThread;

/** How a record looks as a line of {@code events.file}. */
@OnSinkThread
public interface LineFormat {

    /** @return the line with its line feed, so that it can be written in one piece */
    byte[] of(Record record);
}
