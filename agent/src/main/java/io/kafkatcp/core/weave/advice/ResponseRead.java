package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the end of {@code KafkaChannel.receive(NetworkReceive)}: for each read of a response, on the hot path. */
public final class ResponseRead {

    private ResponseRead() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object channel, @Advice.Return long bytes) {
        if (bytes > 0) {
            Bridge.received(channel);
        }
    }
}
