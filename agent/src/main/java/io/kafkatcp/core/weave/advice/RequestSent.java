package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the beginning of {@code KafkaChannel.setSend(...)}: every request of a client passes here, and nothing of a handshake. */
public final class RequestSent {

    private RequestSent() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object channel, @OfArgument("size") long bytes) {
        Bridge.sending(channel, bytes);
    }
}
