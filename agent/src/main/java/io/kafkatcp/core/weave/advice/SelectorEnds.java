package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied to the beginning of {@code Selector.close()}: what is closed from here on is closed because the client ends. */
public final class SelectorEnds {

    private SelectorEnds() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object selector) {
        Bridge.selectorClosing(selector);
    }
}
