package io.kafkatcp.core.start;

import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.weave.Weaver;

/**
 * Makes what a JVM without Kafka does without: the {@link Weaver} when the first of Kafka's classes arrives, and not
 * before.
 */
public interface WeaverSource {

    /** @return null where the agent does not start of this JVM after all */
    Weaver get();

    AgentLog agentLog();
}
