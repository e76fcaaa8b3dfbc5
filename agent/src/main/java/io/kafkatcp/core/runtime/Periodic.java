package io.kafkatcp.core.runtime;

/**
 * Work that comes due without anybody asking for it: a summary, a count, another look. Called on the agent's thread
 * alone.
 */
public interface Periodic {

    long NEVER = Long.MAX_VALUE;

    /**
     * Called after each job, so it must be cheap while nothing is due.
     *
     * @return in how many milliseconds there is something to do, or {@link #NEVER} while nothing is waiting
     */
    long attend() throws Exception;
}
