package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the beginning of {@code ClusterConnectionStates.disconnected(String, long)}: every failed attempt and lost connection. */
public final class ConnectionGone {

    private ConnectionGone() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object states, @Advice.Argument(0) Object nodeId) {
        Bridge.disconnected(states, nodeId);
    }
}
