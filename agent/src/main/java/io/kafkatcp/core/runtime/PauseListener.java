package io.kafkatcp.core.runtime;

/** Hears when the agent's thread slept longer than it asked for: then the whole JVM stood still. On that thread. */
public interface PauseListener {

    void lateBy(long ms);
}
