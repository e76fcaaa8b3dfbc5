package io.kafkatcp.core.sink;

import java.io.IOException;

/** One record finds nobody who takes it; the next, of another application in the same JVM, may. */
public final class NotTaken extends IOException {

    private static final long serialVersionUID = 1;

    /** @param reason why, and what to do */
    public NotTaken(String reason) {
        super(reason);
    }
}
