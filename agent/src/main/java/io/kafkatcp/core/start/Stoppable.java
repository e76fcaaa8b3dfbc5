package io.kafkatcp.core.start;

/** The agent, to whoever may end it. */
public interface Stoppable {

    /** Leaves no trace. Not on a thread of Kafka's, nor on the agent's own. */
    void stop() throws Exception;
}
