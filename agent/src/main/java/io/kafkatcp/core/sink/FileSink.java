package io.kafkatcp.core.sink;

import io.kafkatcp.core.record.Record;
import java.io.IOException;

/** Appends every record to a file of JSON Lines, for machines and for the search afterwards. Agent's thread. */
public final class FileSink implements Sink {

    private final EventFile file;
    private final JsonLine json;

    FileSink(EventFile file, JsonLine json) {
        this.file = file;
        this.json = json;
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
        file.append(json.of(record));
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
