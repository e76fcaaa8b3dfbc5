package io.kafkatcp.core.sink.file;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * This process' own standard output and error, under whatever name a path has for them. Made once, since a
 * FileDescriptor keeps every stream that was ever made of it; never closed.
 */
final class StandardStreams {

    private static final StandardStreams OUT = new StandardStreams(FileDescriptor.out);
    private static final StandardStreams ERR = new StandardStreams(FileDescriptor.err);

    final FileOutputStream out;
    /** Of the same descriptor, to ask how much waits in it where it is a pipe. */
    final FileInputStream waiting;

    private StandardStreams(FileDescriptor descriptor) {
        this.out = new FileOutputStream(descriptor);
        this.waiting = new FileInputStream(descriptor);
    }

    /** @return null where it is neither */
    static StandardStreams at(File file) {
        if (is(file, "/dev/stdout", 1)) {
            return OUT;
        }
        return is(file, "/dev/stderr", 2) ? ERR : null;
    }

    private static boolean is(File file, String name, int number) {
        String path = file.getPath();
        String descriptor = "/proc/self/fd/" + number;
        return path.equals(name)
                || path.equals("/dev/fd/" + number)
                || path.equals(descriptor)
                || isSameFile(file, new File(descriptor));
    }

    /** Also by a link, or where standard output is a file that {@code events.file} names as well. */
    private static boolean isSameFile(File file, File descriptor) {
        try {
            return file.isFile()
                    && descriptor.isFile()
                    && file.getCanonicalPath().equals(descriptor.getCanonicalPath());
        } catch (IOException e) {
            return false;
        }
    }
}
