package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.thread.OnAgentThread;

/** Who is told what was found. */
@OnAgentThread
public interface FlowVerdicts {

    /** @param localPort of the agent's own connect that showed it, or -1 where another connection did */
    void judged(WatchedFlow watched, Verdict verdict, int localPort, long nowNs);

    /** It was acknowledged after all, or its response came. @param verdict that stood by then, or null */
    void acknowledged(WatchedFlow watched, Verdict verdict, long nowNs);

    /** The way is open and a flow is suspect: idle ones to that peer may be asked already. */
    void suspected(WatchedFlow watched, long nowNs);

    /** Whether idle connections to that peer were probed meanwhile, and none of them answered. */
    boolean areOthersSilent(String peer);

    /**
     * Nothing is known of chance, and nothing to that peer is compared with: what idle connections to other peers say.
     *
     * @return whether one of them has died, and none answers
     */
    boolean haveOtherPeersDied(WatchedFlow watched, long nowNs);

    /** Whether Kafka itself is connecting to that peer. */
    boolean isConnecting(String peer);
}
