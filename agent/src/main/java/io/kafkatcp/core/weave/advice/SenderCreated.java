package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the end of the constructor of a producer's {@code Sender}: it knows the client, the metadata and the accumulator. */
public final class SenderCreated {

    private SenderCreated() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object sender) {
        Bridge.senderCreated(sender);
    }
}
