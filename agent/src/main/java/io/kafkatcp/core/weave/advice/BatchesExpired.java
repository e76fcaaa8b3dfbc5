package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Copied to the end of the methods that return expired batches; they run in each round of the Sender and mostly return nothing. */
public final class BatchesExpired {

    private BatchesExpired() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object owner, @Advice.Return List<?> batches) {
        if (!batches.isEmpty()) {
            Bridge.batchesExpired(owner, batches);
        }
    }
}
