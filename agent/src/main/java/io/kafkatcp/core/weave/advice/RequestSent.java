package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the beginning of {@code KafkaChannel.setSend(...)}: once for each request, on the hot path. */
public final class RequestSent {

    private RequestSent() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object channel, @Advice.Argument(0) Object send) {
        Bridge.sending(channel, send);
    }
}
