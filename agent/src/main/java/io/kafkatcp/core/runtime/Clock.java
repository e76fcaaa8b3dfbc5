package io.kafkatcp.core.runtime;

/** Time that only goes forward, in a form that a test can stand in for. */
public interface Clock {

    Clock REAL = new Clock() {
        @Override
        public long nowMs() {
            return System.nanoTime() / 1_000_000;
        }
    };

    long nowMs();
}
