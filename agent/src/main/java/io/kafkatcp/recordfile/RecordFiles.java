package io.kafkatcp.recordfile;

import io.kafkatcp.recordfile.compressed.Compression;
import io.kafkatcp.recordfile.lines.CriLines;
import io.kafkatcp.recordfile.lines.CsvColumns;
import io.kafkatcp.recordfile.reading.FileReading;
import io.kafkatcp.recordfile.reading.FileTally;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import io.kafkatcp.recordfile.scan.Cause;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Streams the agent's records out of any number of files, in memory that does not grow with them: what {@code report}
 * and {@code correlate} see of the world. Command line, one thread.
 */
public final class RecordFiles {

    /** A part's records and all that is kept of them fit into the processors' caches. */
    private static final int PART = 1 << 19;

    private final Set<Field> wanted;
    private final int processors;
    private final int partSize;
    private final InputStream stdin;
    private final Progress progress;
    private long records;

    /** @param wanted the fields that the consumer reads; the others cost next to nothing */
    public RecordFiles(Set<Field> wanted, InputStream stdin, Progress progress) {
        this(wanted, stdin, progress, Runtime.getRuntime().availableProcessors(), PART);
    }

    RecordFiles(Set<Field> wanted, InputStream stdin, Progress progress, int processors, int partSize) {
        this.wanted = wanted;
        this.processors = processors;
        this.partSize = partSize;
        this.stdin = stdin;
        this.progress = progress;
    }

    /**
     * @param arguments files, patterns, or {@code -} for standard input
     * @param consumer is given the same object many times
     * @return one tally per file
     * @throws BadInput where a file is not there, cannot be read, or holds no record at all though it is not empty
     */
    public List<FileTally> read(List<String> arguments, Consumer<FileRecord> consumer) throws BadInput {
        return readAll(arguments, Collections.singletonList(records -> {
            while (records.next()) {
                consumer.accept(records);
            }
        }));
    }

    /**
     * Likewise for several.
     *
     * @param consumers go through the records that they are given by {@link FileRecord#next}
     */
    public List<FileTally> readAll(List<String> arguments, List<Consumer<FileRecord>> consumers) throws BadInput {
        List<String> names = Sources.of(arguments);
        progress.total(size(names));
        List<FileTally> tallies = new ArrayList<>();
        for (String name : names) {
            tallies.add(readOne(name, consumers));
        }
        return tallies;
    }

    /** Of all files so far. */
    public long records() {
        return records;
    }

    private FileTally readOne(String name, List<Consumer<FileRecord>> consumers) throws BadInput {
        String shown = name.equals(Sources.STDIN) ? "standard input" : name;
        FileReading reading = new FileReading(shown, wanted, consumers, tally -> progress.look(records + tally));
        FileTally tally = reading.tally();
        try (InputStream raw = name.equals(Sources.STDIN) ? stdin : new FileInputStream(name);
                OtherForm in = new OtherForm(Compression.open(new Counted(raw, progress), shown))) {
            reading.read(CriLines.in(CsvColumns.in(in)), processors, partSize);
            String otherwise = tally.isForeign() ? in.words(name) : null;
            if (otherwise != null) {
                throw new BadInput(shown + " " + otherwise);
            }
        } catch (IOException e) {
            // a file that was cut off while it was compressed: what came before is good
            if (tally.records() == 0) {
                throw new BadInput(
                        shown + " cannot be read: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            }
            tally.note(Cause.CUT_OFF, tally.lastLine(), String.valueOf(e.getMessage()));
        }
        records += tally.records();
        if (tally.isForeign() && tally.isIncomplete()) {
            throw new BadInput(shown + " holds no record that can be used; "
                    + String.join("; ", tally.sentences()).replace(shown + ": ", ""));
        }
        if (tally.isForeign()) {
            throw new BadInput(shown + " holds no record of the agent in " + tally.lines()
                    + " lines; expected are lines of JSON as events.file"
                    + " writes them, "
                    + "{\"time\":\"...\",\"event\":\"...\",\"agent_version\":\"...\",...}, also within "
                    + "the lines of a log");
        }
        return tally;
    }

    private static long size(List<String> names) {
        long size = 0;
        for (String name : names) {
            try {
                if (name.equals(Sources.STDIN) || !Files.isRegularFile(Paths.get(name))) {
                    return -1;
                }
                size += Files.size(Paths.get(name));
            } catch (IOException e) {
                return -1;
            }
        }
        return size;
    }

    /** Counts what is read of the file as it lies there, compressed or not. */
    private static final class Counted extends FilterInputStream {

        private final Progress progress;

        Counted(InputStream in, Progress progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = super.read(target, offset, length);
            progress.read(Math.max(n, 0));
            return n;
        }
    }
}
