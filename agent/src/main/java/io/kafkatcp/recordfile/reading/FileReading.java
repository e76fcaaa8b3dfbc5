package io.kafkatcp.recordfile.reading;

import io.kafkatcp.recordfile.json.StreamText;
import io.kafkatcp.recordfile.row.Batch;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import io.kafkatcp.recordfile.scan.RecordDecoder;
import io.kafkatcp.recordfile.scan.RecordScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Reads the text of one file: side by side where there are processors for it, and as a whole where it must be. */
public final class FileReading {

    private final String name;
    private final Set<Field> wanted;
    private final List<Consumer<FileRecord>> consumers;
    private final LongConsumer progress;
    private final FileTally tally;

    /** @param progress told now and then how many records were read */
    public FileReading(String name, Set<Field> wanted, List<Consumer<FileRecord>> consumers, LongConsumer progress) {
        this.name = name;
        this.wanted = wanted;
        this.consumers = consumers;
        this.progress = progress;
        this.tally = new FileTally(name);
    }

    public FileTally tally() {
        return tally;
    }

    /** @param partSize in bytes, about */
    public void read(InputStream text, int processors, int partSize) throws IOException {
        if (processors < 2) {
            readWhole(text);
            return;
        }
        SideBySide sideBySide = new SideBySide(new Cutter(text), wanted, processors, partSize);
        if (!sideBySide.read(this::take)) {
            readWhole(sideBySide.rest());
        }
    }

    private void take(Part part) {
        part.batch.giveTo(consumers, name, tally.lines());
        tally.add(part.tally);
        progress.accept(tally.records());
    }

    private void readWhole(InputStream text) throws IOException {
        RecordDecoder decoder = new RecordDecoder(wanted);
        Batch batch = new Batch(decoder.columns);
        FileTally here = new FileTally(name);
        long linesBefore = tally.lines();
        Finds finds = new Finds(batch, here, decoder.columns);
        finds.whenFull(() -> {
            batch.giveTo(consumers, name, linesBefore);
            finds.clear();
            progress.accept(tally.records() + here.records());
        });
        try {
            new RecordScanner(finds, decoder).scan(new StreamText(text));
        } finally {
            batch.giveTo(consumers, name, linesBefore);
            tally.add(here);
        }
    }
}
