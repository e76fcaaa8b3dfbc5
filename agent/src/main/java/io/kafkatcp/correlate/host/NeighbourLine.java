package io.kafkatcp.correlate.host;

import io.kafkatcp.correlate.net.Ip;
import io.kafkatcp.correlate.net.Mac;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a neighbour table by whatever tool: ip neigh with and without its device, arp by column and by sentence,
 * /proc/net/arp, busybox and the BSDs. What all of them have is an address first and then a hardware address, or a word
 * in its place; the rest is found by its own marks. Pure.
 */
final class NeighbourLine {

    private static final Set<String> STATES = new HashSet<>(Arrays.asList(
            "INCOMPLETE", "REACHABLE", "STALE", "DELAY", "PROBE", "FAILED", "NOARP", "PERMANENT", "NONE"));
    private static final Set<String> NO_MAC = new HashSet<>(
            Arrays.asList("<incomplete>", "(incomplete)", "incomplete", "(none)", "<from_interface>", "<unknown>"));
    private static final Set<String> FOR_EVER =
            new HashSet<>(Arrays.asList("PERM", "permanent", "static", "published", "CM", "CMP"));
    /** The heads of arp, /proc/net/arp, OpenBSD's arp, macOS' ndp and Windows' arp, and the last line of arp -v. */
    private static final Pattern HEAD = Pattern.compile(
            "(?i)(IP )?Address\\s.*|Host\\s+Ethernet.*|Neighbor\\s.*|Entries:.*|Interface: .*|Internet Address.*");

    private static final Pattern PROC_FLAGS = Pattern.compile("0x[0-9a-fA-F]{1,4}");
    /** ATF_COM and ATF_PERM of linux/if_arp.h. */
    private static final int COMPLETE = 0x2;

    private static final int PERMANENT = 0x4;

    private final String[] words;
    private int address;
    private int hardware = -1;

    private NeighbourLine(String line) {
        this.words = line.trim().split("\\s+");
    }

    static boolean isHead(String line) {
        return HEAD.matcher(line.trim()).matches();
    }

    /** Null where it is none. */
    static NeighbourTable.Entry parse(String line) {
        return new NeighbourLine(line).entry();
    }

    private NeighbourTable.Entry entry() {
        String ip = ip();
        if (ip == null) {
            return null;
        }
        String state = null;
        boolean without = false;
        for (int i = address + 1; i < words.length; i++) {
            if (hardware < 0 && Mac.is(words[i])) {
                hardware = i;
            } else if (STATES.contains(words[i])) {
                state = words[i];
            } else if (FOR_EVER.contains(words[i])) {
                state = "PERMANENT";
            } else {
                without |= NO_MAC.contains(words[i].toLowerCase(Locale.ROOT));
            }
        }
        if (hardware < 0 && state == null && !without) {
            return null;
        }
        return withFlags(ip, hardware < 0 ? null : words[hardware], state);
    }

    /** A bare one, or arp's "name (address) at". */
    private String ip() {
        if (Ip.is(words[0])) {
            return words[0];
        }
        for (address = 0; address < Math.min(2, words.length); address++) {
            Matcher braced = Pattern.compile("\\((.*)\\)").matcher(words[address]);
            if (braced.matches() && Ip.is(braced.group(1))) {
                return braced.group(1);
            }
        }
        return null;
    }

    private NeighbourTable.Entry withFlags(String ip, String mac, String state) {
        // IP address, HW type, Flags, HW address, Mask, Device
        boolean isProc = hardware == 3 && PROC_FLAGS.matcher(words[2]).matches();
        int flags = isProc ? Integer.parseInt(words[2].substring(2), 16) : COMPLETE;
        boolean complete = mac != null && (flags & COMPLETE) != 0 && !"INCOMPLETE".equals(state);
        String known = (flags & PERMANENT) != 0 ? "PERMANENT" : state;
        return new NeighbourTable.Entry(
                ip, complete ? mac : null, device(), complete || state != null ? known : "INCOMPLETE");
    }

    private String device() {
        for (int i = address + 1; i < words.length - 1; i++) {
            if (words[i].equals("dev") || words[i].equals("on")) {
                return words[i + 1];
            }
        }
        boolean byColumn = hardware > 0 && address == 0 && !isWordOfIp();
        if (!byColumn) {
            return words.length > 2 && NO_MAC.contains(words[1]) ? words[2] : null;
        }
        // arp -n and /proc/net/arp have it last, after type, flags or mask; OpenBSD and macOS' ndp after the address
        String candidate = hardware == 1 ? word(2) : words[words.length - 1];
        return candidate == null || Mac.is(candidate) || candidate.matches("dynamic|static") ? null : candidate;
    }

    private String word(int i) {
        return i < words.length ? words[i] : null;
    }

    private boolean isWordOfIp() {
        for (String word : words) {
            if (word.equals("lladdr") || STATES.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
