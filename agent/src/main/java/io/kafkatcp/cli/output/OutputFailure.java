package io.kafkatcp.cli.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What was found cannot be written where it is to go. */
public final class OutputFailure extends RuntimeException {

    /** @param where to be read before "cannot be written" */
    public OutputFailure(String where, IOException cause) {
        super(where + " cannot be written: " + reason(cause), cause);
    }

    /** The kernel's reason; java.nio.file often says the path alone. */
    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such folder";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        String reason =
                cause instanceof FileSystemException ? ((FileSystemException) cause).getReason() : cause.getMessage();
        return reason == null ? cause.toString() : reason;
    }
}
