package io.kafkatcp.recordfile;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Streams the agent's records out of any number of files, in memory that does not grow with them: what {@code report}
 * and {@code correlate} see of the world. Command line, one thread.
 */
public final class RecordFiles {

    private static final int LOOK_EVERY = 0x3fff;

    private final FileRecord record = new FileRecord();
    private final RecordParser parser;
    private final RecordFinder finder;
    private final InputStream stdin;
    private final Progress progress;
    private long records;
    private long lines;

    /** @param wanted the fields that the consumer reads; the others cost next to nothing */
    public RecordFiles(Set<Field> wanted, InputStream stdin, Progress progress) {
        this.parser = new RecordParser(record, wanted);
        this.finder = new RecordFinder(parser);
        this.stdin = stdin;
        this.progress = progress;
    }

    /**
     * @param arguments files, patterns, or {@code -} for standard input
     * @param consumer is given the same object each time
     * @return one tally per file
     * @throws BadInput where a file is not there, cannot be read, or holds no record at all though it is not empty
     */
    public List<FileTally> read(List<String> arguments, Consumer<FileRecord> consumer) throws BadInput {
        List<String> names = Sources.of(arguments);
        progress.total(size(names));
        List<FileTally> tallies = new ArrayList<>();
        for (String name : names) {
            tallies.add(readOne(name, consumer));
        }
        return tallies;
    }

    /** Of all files so far. */
    public long records() {
        return records;
    }

    private FileTally readOne(String name, Consumer<FileRecord> consumer) throws BadInput {
        String shown = name.equals(Sources.STDIN) ? "standard input" : name;
        FileTally tally = new FileTally(shown);
        try (InputStream raw = name.equals(Sources.STDIN) ? stdin : Files.newInputStream(Paths.get(name));
                InputStream in = Compression.open(new Counted(raw, progress), shown)) {
            readLines(new LineReader(in), tally, consumer);
        } catch (IOException e) {
            // a file that was cut off while it was compressed: what came before is good
            if (tally.records() == 0) {
                throw new BadInput(
                        shown + " cannot be read: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
            }
            tally.note("times it could not be read to its end", tally.lines(), String.valueOf(e.getMessage()));
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

    private void readLines(LineReader reader, FileTally tally, Consumer<FileRecord> consumer) throws IOException {
        while (reader.next()) {
            tally.line();
            if ((++lines & LOOK_EVERY) == 0) {
                progress.look(records);
            }
            if (reader.tooLong()) {
                tally.note("lines longer than a record can be, passed over", reader.line(), null);
            } else if (reader.to() > reader.from()) {
                readLine(reader, tally, consumer);
            }
        }
    }

    private void readLine(LineReader reader, FileTally tally, Consumer<FileRecord> consumer) {
        switch (finder.find(reader.bytes(), reader.from(), reader.to())) {
            case RECORD:
                records++;
                tally.record();
                if (parser.unknownField() != null) {
                    tally.note(
                            "records with fields that this version does not know, used as far as it does",
                            reader.line(),
                            parser.unknownField());
                }
                record.at(tally.name(), reader.line());
                consumer.accept(record);
                break;
            case UNKNOWN_EVENT:
                tally.unknownEvent();
                tally.note("records of events that this version does not know, skipped", reader.line(), parser.event());
                break;
            case BROKEN:
                tally.note("broken records, skipped", reader.line(), finder.problem());
                break;
            default:
                tally.note("lines without a record, skipped", reader.line(), null);
        }
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
