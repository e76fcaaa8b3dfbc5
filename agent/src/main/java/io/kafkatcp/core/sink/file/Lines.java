package io.kafkatcp.core.sink.file;

import io.kafkatcp.core.thread.OnSinkThread;
import java.io.IOException;

/** An open place for whole lines; which kind it is follows from what stands at the path. */
@OnSinkThread
interface Lines {

    /** @param line with its line feed; in the file, or the reader's, when this returns */
    void append(byte[] line) throws IOException;

    /** Whether the path leads elsewhere by now, so that it must be opened again. Asked once a second. */
    boolean hasMoved();

    void close();
}
