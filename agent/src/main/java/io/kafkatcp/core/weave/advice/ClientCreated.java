package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the end of each constructor of {@code NetworkClient}, where only the JDK and the bridge can be seen. */
public final class ClientCreated {

    private ClientCreated() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object client) {
        Bridge.clientCreated(client);
    }
}
