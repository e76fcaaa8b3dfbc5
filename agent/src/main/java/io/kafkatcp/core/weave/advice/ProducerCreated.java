package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the end of each constructor of {@code KafkaProducer}, where only the JDK and the bridge can be seen. */
public final class ProducerCreated {

    private ProducerCreated() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object producer) {
        Bridge.producerCreated(producer);
    }
}
