package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import java.net.InetSocketAddress;
import net.bytebuddy.asm.Advice;

/** Copied around {@code Selector.connect(String, InetSocketAddress, int, int)}: which node it is for, and whether it failed at once. */
public final class SelectorConnects {

    private SelectorConnects() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
            @Advice.This Object selector, @Advice.Argument(0) Object nodeId, @Advice.Argument(1) InetSocketAddress address) {
        Bridge.connectCalled(selector, nodeId, address);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.This Object selector, @Advice.Argument(0) Object nodeId, @Advice.Thrown Throwable thrown) {
        Bridge.connectReturned(selector, nodeId, thrown);
    }
}
