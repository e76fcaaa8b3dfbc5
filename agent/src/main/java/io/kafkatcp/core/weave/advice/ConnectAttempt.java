package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the beginning of {@code NetworkClient.initiateConnect(Node, long)}: the only place that knows the name of the broker. */
public final class ConnectAttempt {

    private ConnectAttempt() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object client, @Advice.Argument(0) Object node) {
        Bridge.attempting(client, node);
    }
}
