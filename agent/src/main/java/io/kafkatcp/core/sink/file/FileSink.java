package io.kafkatcp.core.sink.file;

import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.sink.Sink;
import io.kafkatcp.core.thread.OnSinkThread;
import java.io.IOException;

/** Appends every record to a file, one line of JSON each, for machines and for the search afterwards. */
@OnSinkThread
public final class FileSink implements Sink {

    private final EventFile file;
    private final LineFormat format;

    public FileSink(EventFile file, LineFormat format) {
        this.file = file;
        this.format = format;
    }

    @Override
    public String option() {
        return "file";
    }

    @Override
    public String name() {
        return "the file " + file;
    }

    @Override
    public String path() {
        return file.toString();
    }

    @Override
    public void write(Record record) throws IOException {
        file.append(format.of(record));
    }

    @Override
    public void close() {
        file.close();
    }

    @Override
    public long attend() {
        return NEVER;
    }
}
