package io.kafkatcp.correlate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkatcp.recordfile.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a neighbour table as {@code ip neigh}, {@code ip -s neigh}, {@code ip -j neigh}, {@code /proc/net/arp} or
 * {@code arp -an} print it; which of them it is shows in each line. Command line.
 */
public final class NeighbourFile {

    private static final Pattern COLLECTED = Pattern.compile("#\\s*collected\\s+(\\S+)\\s*");
    private static final Pattern ARP =
            Pattern.compile("\\S+ \\(([0-9a-fA-F.:]+)\\) at (\\S+)(?: \\[\\w+])?(.*?)(?: on (\\S+).*)?");
    private static final Pattern PROC =
            Pattern.compile("([0-9.]+)\\s+0x\\w+\\s+0x(\\w+)\\s+(\\S+)\\s+\\S+\\s+(\\S+)\\s*");
    private static final Pattern IP = Pattern.compile("([0-9a-fA-F.:]+) dev (\\S+)(.*)");
    private static final Pattern LLADDR = Pattern.compile(".*\\blladdr (\\S+).*");
    private static final Pattern STATE =
            Pattern.compile(".*\\b(INCOMPLETE|REACHABLE|STALE|DELAY|PROBE|FAILED|NOARP|PERMANENT)\\b.*");
    /** ATF_COM and ATF_PERM of linux/if_arp.h. */
    private static final int COMPLETE = 0x2;

    private static final int PERMANENT = 0x4;

    private final NeighbourTable table;

    private NeighbourFile(NeighbourTable table) {
        this.table = table;
    }

    /** @throws BadInput where the file cannot be read, or holds no line of any of the formats */
    public static NeighbourTable read(Path file) throws BadInput {
        NeighbourTable table = new NeighbourTable(file.toString());
        try {
            new NeighbourFile(table).read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BadInput(file + " cannot be read: " + e.getMessage());
        }
        if (table.isEmpty() && !table.problems().isEmpty()) {
            throw new BadInput(file
                    + " is no neighbour table; expected is what ip neigh, ip -s neigh, ip -j neigh, "
                    + "cat /proc/net/arp or arp -an prints");
        }
        return table;
    }

    private void read(String text) throws IOException {
        StringBuilder json = new StringBuilder();
        long number = 0;
        for (String line : text.split("\r?\n")) {
            number++;
            String trimmed = line.trim();
            Matcher collected = COLLECTED.matcher(trimmed);
            if (collected.matches()) {
                readCollected(collected.group(1), number);
            } else if (json.length() > 0 || trimmed.startsWith("[")) {
                json.append(line).append('\n');
            } else if (!trimmed.isEmpty() && !trimmed.startsWith("#") && !trimmed.startsWith("IP address")) {
                readLine(trimmed, number);
            }
        }
        if (json.length() > 0) {
            readJson(json.toString());
        }
    }

    private void readCollected(String time, long line) {
        try {
            table.collectedAt(Instant.parse(time).toEpochMilli());
        } catch (DateTimeParseException e) {
            table.problem(line, "'" + time + "' is no time like 2026-11-22T07:00:00Z");
        }
    }

    private void readLine(String line, long number) {
        Matcher proc = PROC.matcher(line);
        Matcher arp = ARP.matcher(line);
        Matcher ip = IP.matcher(line);
        if (proc.matches() && Mac.is(proc.group(3))) {
            int flags = Integer.parseInt(proc.group(2), 16);
            boolean complete = (flags & COMPLETE) != 0;
            table.add(new NeighbourTable.Entry(
                    proc.group(1),
                    complete ? proc.group(3) : null,
                    proc.group(4),
                    complete ? (flags & PERMANENT) != 0 ? "PERMANENT" : null : "INCOMPLETE"));
        } else if (ip.matches()) {
            Matcher mac = LLADDR.matcher(ip.group(3));
            Matcher state = STATE.matcher(ip.group(3));
            table.add(new NeighbourTable.Entry(
                    ip.group(1),
                    mac.matches() && Mac.is(mac.group(1)) ? mac.group(1) : null,
                    ip.group(2),
                    state.matches() ? state.group(1) : null));
        } else if (arp.matches()) {
            boolean complete = Mac.is(arp.group(2));
            String state = !complete
                    ? "INCOMPLETE"
                    : line.contains(" PERM") || line.contains(" permanent") ? "PERMANENT" : null;
            table.add(new NeighbourTable.Entry(arp.group(1), complete ? arp.group(2) : null, arp.group(4), state));
        } else {
            table.problem(number, "no line of a neighbour table");
        }
    }

    private void readJson(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            Map<String, String> values = new HashMap<>();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && parser.currentName() != null) {
                    values.put(parser.currentName(), parser.getText());
                } else if (token == JsonToken.VALUE_STRING) {
                    // the state is an array of words without names
                    values.put("state", parser.getText());
                } else if (token == JsonToken.END_OBJECT) {
                    addJson(values);
                    values.clear();
                }
            }
        }
    }

    private void addJson(Map<String, String> values) {
        String mac = values.get("lladdr");
        if (values.containsKey("dst")) {
            table.add(new NeighbourTable.Entry(
                    values.get("dst"),
                    mac != null && Mac.is(mac) ? mac : null,
                    values.get("dev"),
                    values.get("state")));
        }
    }
}
