package io.kafkatcp.correlate.host;

import io.kafkatcp.correlate.net.Ip;
import io.kafkatcp.correlate.net.Mac;
import io.kafkatcp.correlate.net.TextFile;
import io.kafkatcp.recordfile.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the line of {@link Collect} gathered, or a neighbour table alone, as people paste it: each line says by
 * its form what it is, and the marks that begin with # in which part it stands. Command line.
 */
public final class HostFileReader {

    private static final Pattern MARK =
            Pattern.compile("#\\s*(collected|host|addresses|neighbours|gc_thresh|sockets|sample)(?:\\s+(\\S+))?\\s*");
    private static final Pattern OWN = Pattern.compile("\\d+:\\s+\\S+\\s+inet6?\\s+([^\\s/]+).*");
    private static final Pattern JSON = Pattern.compile("\\s*\\[\\s*(\\{.*|\\]\\s*)?");
    private static final Pattern GC_THRESH1 = Pattern.compile(".*/ipv4/.*/gc_thresh1:(\\d{1,9})");

    private final HostFile file;
    private final String device;
    private final StringBuilder json = new StringBuilder();
    private long jsonLine;
    private NeighbourHead head = NeighbourHead.NONE;
    private String part = "neighbours";
    private long sampleMs;

    private HostFileReader(HostFile file, String device) {
        this.file = file;
        this.device = device;
    }

    /** @throws BadInput where the file cannot be read, or holds no line of any of the formats */
    public static HostFile read(Path path) throws BadInput {
        HostFile file = new HostFile(path.toString());
        new HostFileReader(file, Device.in(path)).read(TextFile.read(path));
        if (file.isEmpty() && !file.problems().isEmpty()) {
            throw new BadInput(path
                    + " is no neighbour table; expected is what ip neigh, ip -s neigh, ip -j neigh, "
                    + "cat /proc/net/arp or arp -an prints, or what the line of collect wrote");
        }
        return file;
    }

    private void read(String text) {
        long number = 0;
        for (String line : text.split("\r?\n")) {
            number++;
            String trimmed = line.trim();
            Matcher mark = MARK.matcher(trimmed);
            if (mark.matches()) {
                mark(mark.group(1), mark.group(2), number);
            } else if (!trimmed.isEmpty() && !trimmed.startsWith("#")) {
                line(line, number);
            }
        }
        if (json.length() > 0) {
            try {
                NeighbourJson.read(json.toString(), entry -> add(entry));
            } catch (IOException broken) {
                file.problem(jsonLine, "the JSON from here on is cut off or broken, and used as far as it goes");
            }
        }
    }

    private void mark(String word, String value, long number) {
        if (word.equals("host")) {
            file.calls(value);
        } else if (word.equals("collected")) {
            long timeMs = time(value, number);
            if (timeMs != HostFile.UNKNOWN) {
                file.collectedAt(timeMs);
            }
        } else {
            part = word;
        }
        if (word.equals("sample")) {
            sampleMs = time(value, number);
            file.samples().begin(sampleMs);
        }
    }

    private long time(String text, long number) {
        try {
            return Instant.parse(String.valueOf(text)).toEpochMilli();
        } catch (DateTimeParseException e) {
            file.problem(number, "'" + text + "' is no time like 2026-11-22T07:00:00Z");
            return HostFile.UNKNOWN;
        }
    }

    private void line(String untrimmed, long number) {
        String line = untrimmed.trim();
        switch (part) {
            case "addresses":
                Matcher own = OWN.matcher(line);
                if (own.matches()) {
                    file.lists(own.group(1));
                }
                break;
            case "gc_thresh":
                Matcher threshold = GC_THRESH1.matcher(line);
                if (threshold.matches()) {
                    file.gcThresh1(Long.parseLong(threshold.group(1)));
                }
                break;
            case "sockets":
                file.samples().socket(SocketLine.parse(line));
                break;
            case "sample":
                file.samples().sampled(line);
                break;
            default:
                neighbour(untrimmed, number);
        }
    }

    private void neighbour(String line, long number) {
        if (json.length() > 0 || JSON.matcher(line).matches()) {
            jsonLine = json.length() > 0 ? jsonLine : number;
            json.append(line).append('\n');
            return;
        }
        NeighbourTable.Entry entry = NeighbourLine.parse(line, head);
        NeighbourHead named = entry == null ? NeighbourHead.parse(line) : null;
        if (entry != null) {
            add(entry);
        } else if (named != null) {
            head = named == NeighbourHead.NONE ? head : named;
        } else {
            file.problem(
                    number,
                    NeighbourLine.isNamed(line)
                            ? "a name where the address is to be, which arp -n prints"
                            : "no line of a neighbour table");
        }
    }

    /** "nud all" shows the host's own addresses, and groups, as entries that nobody asked ARP for. */
    private void add(NeighbourTable.Entry entry) {
        boolean loopback = "lo".equals(entry.device) || entry.mac != null && entry.mac.equals("00:00:00:00:00:00");
        if (loopback && "NOARP".equals(entry.state)) {
            file.own(entry.ip);
        } else if (!isOfGroup(entry)) {
            file.neighbours()
                    .add(
                            entry.device == null && device != null
                                    ? new NeighbourTable.Entry(
                                            entry.ip, entry.mac, device, entry.state, entry.isOfLinux)
                                    : entry);
        }
    }

    private static boolean isOfGroup(NeighbourTable.Entry entry) {
        return entry.mac != null && !Mac.isOfHost(entry.mac) || !Ip.is(entry.ip);
    }
}
