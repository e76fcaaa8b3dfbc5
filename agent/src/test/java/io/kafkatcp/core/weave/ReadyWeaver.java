package io.kafkatcp.core.weave;

import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.start.WeaverSource;

/** A weaver that is there from the beginning, where the agent makes its own when Kafka comes. */
record ReadyWeaver(Weaver get, AgentLog agentLog) implements WeaverSource {}
