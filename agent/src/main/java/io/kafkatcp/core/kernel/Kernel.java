package io.kafkatcp.core.kernel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** A way to the options of a socket that Java has opened; which one there is depends on the platform and the JDK. */
public interface Kernel {

    /** @return false where this platform or JDK has no such option at all */
    boolean has(SocketOption option);

    /** @throws IOException with the kernel's reason, such as {@code Invalid argument} */
    void set(SocketChannel channel, SocketOption option, int value) throws IOException;

    /** Whether an option can be set on another thread than the one that may just be closing the socket. */
    boolean setsFromAnyThread();

    /** In the unit of the option: TCP_USER_TIMEOUT in milliseconds, the keepalive times in seconds, on as 1. */
    int get(SocketChannel channel, SocketOption option) throws IOException;

    /**
     * What the kernel knows of the connection now.
     *
     * @return null where this platform or JDK does not tell, or the socket is closed
     */
    TcpInfo tcpInfo(SocketChannel channel);

    /**
     * The address that the kernel sends from, also while the connection is pending, when Java itself says null.
     *
     * @return null where it cannot be known
     */
    InetSocketAddress localAddress(SocketChannel channel);
}
