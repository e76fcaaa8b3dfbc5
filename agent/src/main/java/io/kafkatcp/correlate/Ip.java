package io.kafkatcp.correlate;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * IPv6 addresses as tools and the JDK write them, which do not agree: fd00::7 and fd00:0:0:0:0:0:0:7. Pure, and asks no
 * DNS.
 */
final class Ip {

    private Ip() {}

    /** As the JDK writes it in records, without a zone; what is no IPv6 address stays. */
    static String canonical(String text) {
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        if (!bare.matches("[0-9a-fA-F.:]*:[0-9a-fA-F.:]*")) {
            return text;
        }
        try {
            return InetAddress.getByName(bare).getHostAddress();
        } catch (UnknownHostException e) {
            return text;
        }
    }
}
