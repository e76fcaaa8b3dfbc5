package io.kafkatcp.core.runtime;

/** Knows how many connections are open, which the sinks cannot. Any thread; must be cheap. */
public interface ConnectionCount {

    /** @param clientType such as {@code producer} */
    int open(String clientType);
}
