package io.kafkatcp.core.sink.file;

import io.kafkatcp.core.thread.OnSinkThread;
import java.io.File;
import java.io.IOException;

/** Makes room for a new file: PATH becomes PATH.1, PATH.1 becomes PATH.2, and PATH.3 is forgotten. */
@OnSinkThread
final class OldFiles {

    static final int KEPT = 3;

    private OldFiles() {}

    static void shift(File file) throws IOException {
        for (int i = KEPT; i >= 1; i--) {
            File from = i == 1 ? file : numbered(file, i - 1);
            if (from.exists()) {
                move(from, numbered(file, i));
            }
        }
    }

    /** Stops at the first that cannot be moved, or the next one would overwrite it. */
    private static void move(File from, File to) throws IOException {
        // Windows does not rename onto a file that is there
        if (!from.renameTo(to) && !(to.delete() && from.renameTo(to))) {
            throw new IOException("it is full, and " + from + " cannot be renamed to " + to);
        }
    }

    private static File numbered(File file, int number) {
        return new File(file.getPath() + "." + number);
    }
}
