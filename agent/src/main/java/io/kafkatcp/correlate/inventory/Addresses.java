package io.kafkatcp.correlate.inventory;

import io.kafkatcp.correlate.net.Ip;
import io.kafkatcp.correlate.net.Mac;
import io.kafkatcp.correlate.net.Prefix;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of a text's words are addresses of an interface. A network that stands beside them is nobody's: who had all of
 * it would be accused for each of its hosts. Pure.
 */
final class Addresses {

    /** Names of what is no interface's own; DNS servers, gateways and public addresses lie beside those that are. */
    static final String FOREIGN = ".*(public|natip|dns|gateway|mask|external|broadcast).*";
    /** Names of networks, where they are one value. */
    static final String NETWORK = ".*(subnet|cidr|network|route|vpc|vnet).*";

    private static final String BETWEEN = "[\\s;,|='\"()\\[\\]{}]+";

    private Addresses() {}

    /**
     * All in it, as addresses and ranges.
     *
     * @param ofRange whether its name says that it may be a range that the interface was given
     */
    static List<String> in(String text, boolean ofRange) {
        List<String> addresses = new ArrayList<>(1);
        for (String word : text.replace("\\n", " ").split(BETWEEN)) {
            Prefix prefix = Prefix.parse(word);
            if (prefix == null ? Ip.is(word) : prefix.isHost()) {
                addresses.add(prefix == null ? word : prefix.address());
            } else if (prefix != null && (ofRange || prefix.isAsDelegated())) {
                addresses.add(word);
            }
        }
        return addresses;
    }

    /** Whether all of it is one. */
    static boolean is(String text) {
        return Ip.is(text) || Prefix.parse(text) != null;
    }

    /**
     * Those in it of hosts; twelve digits alone are an account's number as often.
     *
     * @param ofHardware whether its name says that it is one
     */
    static List<String> hardware(String text, boolean ofHardware) {
        List<String> macs = new ArrayList<>(1);
        for (String word : text.split(BETWEEN)) {
            boolean plain = Mac.isWithoutSigns(word) && (ofHardware || word.matches(".*[a-fA-F].*"));
            if ((plain || Mac.is(word)) && Mac.isOfHost(word)) {
                macs.add(Mac.canonical(word));
            }
        }
        return macs;
    }

    /** Whether a column or member of that name has hardware addresses, by {@link Names#plain}. */
    static boolean isHardware(String plainName) {
        return plainName.contains("mac") && !plainName.contains("machine") || plainName.contains("hardware");
    }
}
