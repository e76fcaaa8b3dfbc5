package io.kafkatcp.cli;

import io.kafkatcp.recordfile.BadInput;
import io.kafkatcp.recordfile.Progress;
import io.kafkatcp.recordfile.RecordFiles;
import io.kafkatcp.recordfile.reading.FileTally;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import io.kafkatcp.report.Formats;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Parameters;

/**
 * What the verbs that read records have in common: the files, what is said of those that cannot be used, and an exit
 * code that tells a finding.
 */
abstract class RecordVerb extends Verb {

    private static final int NOTHING = 0;
    private static final int FOUND = 1;
    private static final int BAD_INPUT = 2;
    /** Added to the others: there is more in the files than could be read. */
    private static final int INCOMPLETE = 4;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "files of records, plain or compressed, also logs and exports that contain them; "
                    + "patterns; - for standard input")
    List<String> files;

    private boolean incomplete;

    /** @return whether there is something that somebody should do */
    abstract boolean find() throws BadInput;

    @Override
    int run() {
        try {
            boolean found = find();
            out().flush();
            return (found ? FOUND : NOTHING) + (incomplete ? INCOMPLETE : 0);
        } catch (BadInput e) {
            say(e.getMessage());
            return BAD_INPUT;
        }
    }

    /** Hands over every record, and says what was passed over. */
    List<FileTally> read(Set<Field> fields, List<Consumer<FileRecord>> consumers) throws BadInput {
        List<FileTally> tallies = new RecordFiles(fields, System.in, new Progress(err())).readAll(files, consumers);
        for (FileTally tally : tallies) {
            tally.sentences().forEach(this::say);
            incomplete |= tally.isIncomplete();
        }
        return tallies;
    }

    void say(String what) {
        err().println("kafka-tcp-agent: " + Formats.visible(what));
    }
}
