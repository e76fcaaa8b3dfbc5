package io.kafkatcp.core.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a loop attends to without being asked. One that fails leaves the others alone and is asked again. Filled on any
 * thread, asked on the loop's.
 */
final class Periodics {

    private static final long AFTER_AN_ERROR_MS = 1_000;

    private final List<Periodic> all = new CopyOnWriteArrayList<>();
    private final AgentErrors errors;
    private volatile CircuitBreaker circuitBreaker;

    Periodics(AgentErrors errors) {
        this.errors = errors;
    }

    void add(Periodic periodic) {
        all.add(periodic);
    }

    void clear() {
        all.clear();
    }

    /** Hears of their errors from now on. */
    void guardedBy(CircuitBreaker circuitBreaker) {
        this.circuitBreaker = circuitBreaker;
    }

    /** @return in how many milliseconds one of them has something to do, or {@link Periodic#NEVER} */
    long attend() throws InterruptedException {
        long soonest = Periodic.NEVER;
        for (Periodic periodic : all) {
            soonest = Math.min(soonest, attend(periodic));
        }
        return soonest;
    }

    private long attend(Periodic periodic) throws InterruptedException {
        try {
            return periodic.attend();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable t) {
            caught(t);
            return AFTER_AN_ERROR_MS;
        }
    }

    private void caught(Throwable error) {
        CircuitBreaker circuitBreaker = this.circuitBreaker;
        if (circuitBreaker == null) {
            errors.caught("looking after what is due", error);
        } else {
            circuitBreaker.caught("looking after what is due", error);
        }
    }
}
