package io.kafkatcp.core.runtime;

/** A piece of work for the agent's thread, which may take its time there: write a line, call a log. */
public interface Job {

    void run() throws Exception;
}
