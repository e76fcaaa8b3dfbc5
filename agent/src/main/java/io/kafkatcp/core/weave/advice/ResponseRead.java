package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the end of {@code KafkaChannel.receive(NetworkReceive)}: the bytes of every response pass here, and nothing of a handshake. */
public final class ResponseRead {

    private ResponseRead() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
            @Advice.This Object channel, @Advice.Return long bytes, @OfArgument("complete") boolean complete,
            @Advice.Thrown Throwable thrown) {
        if (thrown != null) {
            Bridge.readFailed(channel, thrown);
        } else if (bytes > 0) {
            Bridge.received(channel, bytes, complete);
        }
    }
}
