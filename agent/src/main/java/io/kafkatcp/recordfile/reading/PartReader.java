package io.kafkatcp.recordfile.reading;

import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.scan.RecordDecoder;
import io.kafkatcp.recordfile.scan.RecordScanner;
import java.io.IOException;
import java.util.Set;

/** Looks for records in one part after the other, and knows what they are like from those before. One thread's. */
final class PartReader {

    private final Finds finds;
    private final RecordScanner scanner;

    PartReader(Set<Field> wanted) {
        RecordDecoder decoder = new RecordDecoder(wanted);
        finds = new Finds(null, null, decoder.columns);
        scanner = new RecordScanner(finds, decoder);
    }

    void read(Part part) {
        part.clear();
        if (!part.cut) {
            return;
        }
        try {
            finds.begin(part);
            part.whole = scanner.scanPart(part.bytes, part.length, part.last);
        } catch (IOException | RuntimeException | Error e) {
            part.failure = e;
        }
    }
}
