package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the end of {@code KafkaChannel.prepare()}: TLS or authentication has failed where it throws. */
public final class HandshakeFailed {

    private HandshakeFailed() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.This Object channel, @Advice.Thrown Throwable thrown) {
        if (thrown != null) {
            Bridge.handshakeFailed(channel, thrown);
        }
    }
}
