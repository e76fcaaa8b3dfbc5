package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the beginning of a batch's {@code done(long, long, RuntimeException ...)}, which ends every batch, mostly well. */
public final class BatchDone {

    private BatchDone() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object batch, @Advice.Argument(2) RuntimeException error) {
        if (error != null) {
            Bridge.batchFailed(batch, error);
        }
    }
}
