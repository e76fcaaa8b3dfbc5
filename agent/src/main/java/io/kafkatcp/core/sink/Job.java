package io.kafkatcp.core.sink;

/** A piece of work for the agent's thread, which may take its time there: write a line, call a log. */
interface Job {

    void run() throws Exception;
}
