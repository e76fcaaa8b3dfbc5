package io.kafkatcp.correlate.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * IP addresses as tools and the JDK write them, which do not agree: fd00::7 and fd00:0:0:0:0:0:0:7. Pure, and asks no
 * DNS.
 */
public final class Ip {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F.:]*:[0-9a-fA-F.:]*:[0-9a-fA-F.:]*");

    private Ip() {}

    /** As the JDK writes it in records, without a zone; what is no IPv6 address stays. */
    public static String canonical(String text) {
        InetAddress address = v6(text);
        return address == null ? text : address.getHostAddress();
    }

    /** Whether it is an address of either kind, with or without a zone; no name. */
    public static boolean is(String text) {
        return V4.matcher(text).matches() || v6(text) != null;
    }

    /** As people write it with a port. */
    public static String withPort(String ip, int port) {
        return port == 0 ? ip : (isV6(ip) ? "[" + ip + "]" : ip) + ":" + port;
    }

    public static boolean isV6(String text) {
        return text.indexOf(':') >= 0;
    }

    /** Four or sixteen; null where it is no address. */
    static byte[] bytes(String text) {
        try {
            return is(text) ? InetAddress.getByName(bare(text)).getAddress() : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static InetAddress v6(String text) {
        String bare = bare(text);
        try {
            return V6.matcher(bare).matches() ? InetAddress.getByName(bare) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static String bare(String text) {
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
