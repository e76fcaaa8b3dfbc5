package io.kafkatcp.core.weave.advice;

import java.kafkatcp.bridge.Bridge;
import java.nio.channels.SocketChannel;
import net.bytebuddy.asm.Advice;

/** Copied to the end of {@code finishConnect()} of both transport layers: the kernel has decided about a pending connection. */
public final class ConnectFinished {

    private ConnectFinished() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.FieldValue("socketChannel") SocketChannel channel, @Advice.Thrown Throwable thrown) {
        Bridge.connectFinished(channel, thrown);
    }
}
