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
 * /proc/net/arp, busybox, the BSDs, Windows, routers. What all of them have is an address and a hardware address, or a
 * word in its place; the rest is found by its own marks, or by the table's head. Pure.
 */
final class NeighbourLine {

    private static final Set<String> NO_MAC = new HashSet<>(
            Arrays.asList("<incomplete>", "(incomplete)", "incomplete", "(none)", "<from_interface>", "<unknown>"));
    private static final Pattern BRACED = Pattern.compile("\\((.*)\\)");
    /** A network's name, a line's number, flags, a device, a time, another address: no word of a sentence. */
    private static final Pattern BEFORE_ADDRESS =
            Pattern.compile("Internet|\\d{1,6}|[A-Z]{1,4}|[a-zA-Z][\\w./-]*\\d[\\w./-]*|\\d{4}-\\d\\d-\\d\\dT\\S+");

    private static final int FURTHEST = 3;
    /** What ip monitor puts before a line. */
    private static final String LABELS = "^(\\[[^\\]]*\\]\\s*){1,2}(?=\\S)";

    private static final String WINDOWS = "..(-..){5}";

    private static final Pattern PROC_FLAGS = Pattern.compile("0x[0-9a-fA-F]{1,4}");
    /** ATF_COM and ATF_PERM of linux/if_arp.h. */
    private static final int COMPLETE = 0x2;

    private static final int PERMANENT = 0x4;
    private static final String NO_ADDRESS = "00:00:00:00:00:00";

    private final String line;
    private final NeighbourHead head;
    private final String[] words;
    private int address;
    private int hardware = -1;
    private String state;

    private NeighbourLine(String line, NeighbourHead head) {
        this.line = line;
        this.head = head;
        this.words = line.trim().replaceFirst(LABELS, "").split("\\s+");
    }

    /** Null where it is none. */
    static NeighbourTable.Entry parse(String line, NeighbourHead head) {
        return new NeighbourLine(line, head).entry();
    }

    /** Whether it would be one, had the tool not looked up a name for the address. */
    static boolean isNamed(String line) {
        String[] words = line.trim().split("\\s+");
        return words.length > 2 && Arrays.stream(words).anyMatch(Mac::is) && !Mac.is(words[0]);
    }

    private NeighbourTable.Entry entry() {
        String ip = ip();
        if (ip == null) {
            return null;
        }
        boolean without = isOfBrief();
        for (int i = 0; i < words.length; i++) {
            if (hardware < 0 && isHardware(words[i])) {
                hardware = i;
            } else if (i > address) {
                String known = NeighbourState.of(words[i]);
                state = known == null ? state : known;
                without |= NO_MAC.contains(words[i].toLowerCase(Locale.ROOT));
            }
        }
        return hardware < 0 && state == null && !without ? null : withFlags(ip);
    }

    private static boolean isHardware(String word) {
        return Mac.is(word) || Mac.isWithoutSigns(word) && word.matches(".*[a-fA-F].*");
    }

    /** Of ip -br, which says nothing of an address that did not answer, and fills up with blanks. */
    private boolean isOfBrief() {
        return words.length == 2 && line.matches("\\S+ {2,}\\S+\\s*") && isDevice(words[1]);
    }

    /** A bare one, or arp's "name (address) at". */
    private String ip() {
        for (address = 0; address < Math.min(FURTHEST + 1, words.length); address++) {
            Matcher braced = BRACED.matcher(words[address]);
            if (braced.matches() && address < 2 && Ip.is(braced.group(1))) {
                return braced.group(1);
            }
            if (Ip.is(words[address])) {
                return isPlausible() ? words[address] : null;
            }
        }
        return null;
    }

    private boolean isPlausible() {
        for (int i = 0; i < address; i++) {
            if (!Mac.is(words[i]) && !BEFORE_ADDRESS.matcher(words[i]).matches()) {
                return false;
            }
        }
        return true;
    }

    private NeighbourTable.Entry withFlags(String ip) {
        // IP address, HW type, Flags, HW address, Mask, Device
        boolean isProc = hardware == 3 && PROC_FLAGS.matcher(words[2]).matches();
        int flags = isProc ? Integer.parseInt(words[2].substring(2), 16) : COMPLETE;
        String mac = hardware < 0 ? null : words[hardware];
        boolean none = mac != null && Mac.canonical(mac).equals(NO_ADDRESS) && !"NOARP".equals(state);
        boolean complete = mac != null && !none && (flags & COMPLETE) != 0 && !"INCOMPLETE".equals(state);
        String known = (flags & PERMANENT) != 0 ? "PERMANENT" : state;
        return new NeighbourTable.Entry(
                ip, complete ? mac : null, device(), complete || state != null ? known : "INCOMPLETE", isOfLinux());
    }

    /** Whether it is the kernel's that has ip neigh. */
    private boolean isOfLinux() {
        return line.matches(".*(\\bdev |\\blladdr |\\[ether]| ether | 0x[0-9a-f]+ ).*")
                || address == 0 && hardware == 2 && words.length == 3
                || isOfBrief();
    }

    private String device() {
        for (int i = address + 1; i < words.length - 1; i++) {
            if (words[i].equals("dev") || words[i].equals("on")) {
                return words[i + 1];
            }
        }
        String byHead = head.device(line);
        String candidate = byHead == null ? byPlace() : byHead.replaceFirst(",$", "");
        return candidate != null && isDevice(candidate) ? candidate : null;
    }

    /** Where nothing names it. */
    private String byPlace() {
        if (hardware < 0) {
            return isOfBrief() ? words[1] : words.length > 2 && NO_MAC.contains(words[1]) ? words[2] : null;
        }
        if (line.contains(" lladdr ") || words[hardware].matches(WINDOWS)) {
            return null;
        }
        if (hardware == words.length - 1) {
            // ip -br has it between the two
            return hardware == address + 2 ? words[address + 1] : null;
        }
        // arp -n and /proc/net/arp have it last, after type, flags or mask; OpenBSD and macOS' ndp after the address
        return hardware == 1 ? words[2] : words[words.length - 1];
    }

    private static boolean isDevice(String word) {
        return word.matches("[a-zA-Z][\\w./:@-]*")
                && !Mac.is(word)
                && !Ip.is(word)
                && NeighbourState.of(word) == null
                && !word.matches("dynamic|expired|[A-Z]{1,4}|ether|ActiveStore");
    }
}
