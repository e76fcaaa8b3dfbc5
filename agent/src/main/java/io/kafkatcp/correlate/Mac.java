package io.kafkatcp.correlate;

import java.util.Locale;
import java.util.regex.Pattern;

/** Hardware addresses as tools write them, which do not agree. Pure. */
final class Mac {

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F]{1,2}([:-][0-9a-fA-F]{1,2}){5}");

    private Mac() {}

    static boolean is(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** Lower case and with leading zeros, which macOS leaves out. */
    static String canonical(String mac) {
        StringBuilder all = new StringBuilder();
        for (String octet : mac.toLowerCase(Locale.ROOT).split("[:-]")) {
            all.append(all.length() == 0 ? "" : ":")
                    .append(octet.length() == 1 ? "0" : "")
                    .append(octet);
        }
        return all.toString();
    }
}
