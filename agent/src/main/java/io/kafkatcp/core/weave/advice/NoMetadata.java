package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the end of {@code KafkaProducer.waitOnMetadata(String ...)}: where it throws, a record is lost before it is in a batch. */
public final class NoMetadata {

    private NoMetadata() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.This Object producer, @Advice.Argument(0) Object topic, @Advice.Thrown Throwable thrown) {
        if (thrown != null) {
            Bridge.noMetadata(producer, topic, thrown);
        }
    }
}
