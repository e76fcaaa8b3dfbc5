package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the end of {@code BufferPool.allocate(int, long)}: where it throws, a record is lost because unsent ones fill the memory. */
public final class NoMemory {

    private NoMemory() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.This Object bufferPool, @Advice.Thrown Throwable thrown) {
        if (thrown != null) {
            Bridge.noMemory(bufferPool, thrown);
        }
    }
}
