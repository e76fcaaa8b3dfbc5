package io.kafkatcp.core.start;

/** The agent, to whoever may end it. */
public interface Stoppable {

    /**
     * Leaves no trace. Not on a thread of Kafka's, nor on the agent's own.
     *
     * @return what it had to leave behind all the same, to be read after what has been done; mostly empty
     */
    String stop() throws Exception;
}
