package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.thread.OnAgentThread;

/** Connects to the peer of an idle connection, within the bounds that hold for all of the agent's own. */
@OnAgentThread
public interface Connects {

    /** @return null where none may be made now */
    Verifier.Verification connect(IdleFlow idleFlow, long nowNs);
}
