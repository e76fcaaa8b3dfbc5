package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import net.bytebuddy.asm.Advice;

/** Copied around {@code Selector.poll(long)}: what a client's thread does between two of them keeps it from the network. */
public final class SelectorPolls {

    private SelectorPolls() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object selector, @Advice.Argument(0) long timeoutMs) {
        Bridge.polling(selector, timeoutMs);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.This Object selector) {
        Bridge.polled(selector);
    }
}
