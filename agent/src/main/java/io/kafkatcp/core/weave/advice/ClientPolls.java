package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/**
 * Copied to the beginning of {@code NetworkClient.poll(long, long)}: the one moment at which a client's own thread can be asked to do something
 * for the agent. What a change of the options needs, and what finds a client that was there before the agent.
 */
public final class ClientPolls {

    private ClientPolls() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object client) {
        Bridge.clientPolling(client);
    }
}
