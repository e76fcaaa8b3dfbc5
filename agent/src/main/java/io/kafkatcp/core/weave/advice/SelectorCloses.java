package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the beginning of {@code Selector.close(String)}: Kafka gives a connection up, and its socket can still be asked. */
public final class SelectorCloses {

    private SelectorCloses() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object selector, @Advice.Argument(0) Object nodeId) {
        Bridge.closing(selector, nodeId);
    }
}
