package io.kafkatcp.correlate.inventory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What aws prints with {@code --output table} of whole interfaces: a box for each, its members one to a line, and boxes
 * in it for what it has several of. Pure.
 */
final class AwsTable {

    private static final String INTERFACE = "NetworkInterfaces";

    private final List<Object> interfaces = new ArrayList<>();
    private Map<String, Object> current = new LinkedHashMap<>();
    private List<Object> parts = new ArrayList<>();
    private List<String> head = Collections.emptyList();

    private AwsTable() {}

    static boolean is(String text) {
        return text.trim().startsWith("--") && text.matches("(?s).*\\|\\s*MacAddress\\s*\\|\\s*[0-9a-f]{2}:.*");
    }

    /** A map for each interface. */
    static List<Object> read(String text) {
        AwsTable table = new AwsTable();
        for (String line : text.split("\r?\n")) {
            String row = line.trim().replaceAll("^\\|+|\\|+$", "").trim();
            if (line.trim().startsWith("|") && !row.matches("[-+|\\s]*")) {
                table.row(Arrays.asList(row.split("\\s*\\|\\s*", -1)));
            }
        }
        return table.interfaces;
    }

    private void row(List<String> cells) {
        if (cells.size() == 1) {
            head = Collections.emptyList();
            if (cells.get(0).equals(INTERFACE)) {
                parts = new ArrayList<>();
                current = new LinkedHashMap<>();
                current.put("parts", parts);
                interfaces.add(current);
            }
        } else if (head.size() == cells.size()) {
            Map<String, Object> part = new LinkedHashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                part.put(head.get(i), cells.get(i));
            }
            parts.add(part);
        } else if (cells.size() > 2 || cells.get(1).matches("PrivateIpAddress|Ipv6Address|Ipv[46]Prefix")) {
            head = cells;
        } else {
            // what has a name that was there before is one of several
            if (current.putIfAbsent(cells.get(0), cells.get(1)) != null) {
                parts.add(Collections.singletonMap(cells.get(0), cells.get(1)));
            }
        }
    }
}
