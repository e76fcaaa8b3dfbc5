package io.kafkatcp.correlate.net;

import java.util.Locale;
import java.util.regex.Pattern;

/** Hardware addresses as tools write them, which do not agree. Pure. */
public final class Mac {

    private static final Pattern OCTETS = Pattern.compile("[0-9a-fA-F]{1,2}([:-][0-9a-fA-F]{1,2}){5}");
    /** Also Cisco's, Huawei's and HP's. */
    private static final Pattern ADDRESS = Pattern.compile(
            OCTETS + "|[0-9a-fA-F]{4}([.-])[0-9a-fA-F]{4}\\2[0-9a-fA-F]{4}|[0-9a-fA-F]{6}-[0-9a-fA-F]{6}");

    private static final Pattern WITHOUT_SIGNS = Pattern.compile("[0-9a-fA-F]{12}");

    /** Azure's network answers every ARP request with it. */
    private static final String AZURE = "12:34:56:78:9a:bc";
    /** VRRP's and CARP's (RFC 9568, section 7.3), and HSRP's of both versions. */
    private static final Pattern VIRTUAL_ROUTER =
            Pattern.compile("00:00:5e:00:0[12]:..|00:00:0c:07:ac:..|00:00:0c:9f:f.:..");

    private Mac() {}

    public static boolean is(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** Twelve digits, which other things are too: whoever asks knows that it is a hardware address. */
    public static boolean isWithoutSigns(String text) {
        return WITHOUT_SIGNS.matcher(text).matches();
    }

    /** Lower case, with colons, and with leading zeros, which macOS leaves out. */
    public static String canonical(String mac) {
        StringBuilder all = new StringBuilder();
        String digits = mac.toLowerCase(Locale.ROOT);
        if (!OCTETS.matcher(digits).matches()) {
            digits = digits.replaceAll("[^0-9a-f]", "").replaceAll("(..)(?=.)", "$1:");
        }
        for (String octet : digits.split("[:-]")) {
            all.append(all.length() == 0 ? "" : ":")
                    .append(octet.length() == 1 ? "0" : "")
                    .append(octet);
        }
        return all.toString();
    }

    /** Whether a host can have it: no group's, no broadcast, and not what loopback shows. */
    public static boolean isOfHost(String mac) {
        String canonical = canonical(mac);
        return (Integer.parseInt(canonical.substring(0, 2), 16) & 1) == 0 && !canonical.equals("00:00:00:00:00:00");
    }

    /** Who answers ARP with it though it is no interface's own; null where it may be an interface's. */
    public static String stoodInFor(String mac) {
        String canonical = canonical(mac);
        if (canonical.equals(AZURE)) {
            return "Azure's network answers every ARP request with it";
        }
        return VIRTUAL_ROUTER.matcher(canonical).matches()
                ? "hosts that stand in for each other share it (VRRP, CARP, HSRP)"
                : null;
    }
}
