package io.kafkatcp.jvm.process;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What opens files that another user may swap is done on a thread that can be left behind: to open a pipe waits for its
 * other end (fifo(7)), and Java has no O_NONBLOCK.
 */
public final class TimeLimit {

    private TimeLimit() {}

    /** @throws IOException that of the work itself, or where it is not done in time; it goes on then */
    public static <T> T call(long limitMs, String what, Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "time-limit");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limitMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(what + " takes longer than " + limitMs + " ms");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) {
                throw (IOException) e.getCause();
            }
            // such as for want of memory, which a file of another user's can have it take
            throw new IOException(what + " failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(what + " was interrupted");
        }
    }
}
