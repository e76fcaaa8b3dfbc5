package io.kafkatcp.correlate.host;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line above a table that names its columns: where the one with the network devices stands. Immutable. */
final class NeighbourHead {

    /** Before there is one. */
    static final NeighbourHead NONE = new NeighbourHead(-1, -1);

    private static final Pattern ADDRESS = Pattern.compile("(?i)addr|adress|neighbor|host|destination");
    private static final Pattern HARDWARE =
            Pattern.compile("(?i)\\b(hw|mac|phys|hardware|ethernet|link-?layer|link layer|gateway)|linklayer|typ$");
    /** Also the last line of arp -v, and what Windows says before the first. */
    private static final Pattern OTHER = Pattern.compile("(?i)Entries:.*|Interface: .*|Total entries.*|[-=+\\s]+");

    private static final Pattern DEVICE = Pattern.compile("(?i)\\b(iface|interface|netif|device|vmknic)\\b");

    private final int from;
    private final int to;

    private NeighbourHead(int from, int to) {
        this.from = from;
        this.to = to;
    }

    /** Null where it is none. */
    static NeighbourHead parse(String line) {
        String trimmed = line.trim();
        if (OTHER.matcher(trimmed).matches()) {
            return NONE;
        }
        // those that have no hardware address in their heads are of Windows, by their languages' words
        boolean isHead = ADDRESS.matcher(line).find()
                && HARDWARE.matcher(trimmed).find()
                && !line.matches(".*\\d\\.\\d.*|.*:.*");
        if (!isHead) {
            return null;
        }
        Matcher device = DEVICE.matcher(line);
        return device.find() ? new NeighbourHead(device.start(), device.end()) : NONE;
    }

    /** What a line has in that column, which may be written to the left or to the right; null where it is empty. */
    String device(String line) {
        Matcher word = Pattern.compile("\\S+").matcher(line);
        while (from >= 0 && word.find()) {
            if (word.end() > from && word.start() < to) {
                return word.group();
            }
        }
        return null;
    }
}
