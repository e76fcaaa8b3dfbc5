package io.kafkatcp.core.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/**
 * An address as /proc/net/tcp and tcp6 write it: 32-bit words in the machine's order, in hexadecimal, and a port. Pure.
 */
final class ProcAddress {

    private ProcAddress() {}

    /**
     * As Java writes it; an IPv4 address that is mapped into IPv6 becomes one again, as InetAddress itself makes it.
     */
    static String ip(String column) {
        String hex = column.substring(0, column.indexOf(':'));
        byte[] bytes = new byte[hex.length() / 2];
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        for (int i = 0; i < bytes.length; i++) {
            int at = little ? i / 4 * 4 + 3 - i % 4 : i;
            bytes[i] = (byte) Integer.parseInt(hex.substring(at * 2, at * 2 + 2), 16);
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(column, e);
        }
    }

    static int port(String column) {
        return Integer.parseInt(column.substring(column.indexOf(':') + 1), 16);
    }
}
