package io.kafkatcp.correlate.inventory;

import io.kafkatcp.correlate.net.Mac;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds network interfaces in text: lines of ip,mac in any order of columns, the tables and the text of the clouds'
 * command lines. Pure.
 */
final class InventoryText {

    /** The lines of aws --output text that hold addresses of the interface above them. */
    private static final Set<String> ADDRESSES =
            new HashSet<>(Arrays.asList("PRIVATEIPADDRESSES", "IPV6ADDRESSES", "IPV4PREFIXES", "IPV6PREFIXES"));

    private static final String INTERFACE = "NETWORKINTERFACES";
    private static final String FOREIGN = ".*(public|natip|dns|gateway|mask|external).*";

    private final Inventory inventory;
    private final String file;
    /** Of the table's columns, in lower case; null where the first line is none. */
    private List<String> head;
    /** The interface whose addresses follow it, since its own line has none; or null. */
    private Owner current;

    private boolean found;
    private boolean isAwsText;

    InventoryText(Inventory inventory, String file) {
        this.inventory = inventory;
        this.file = file;
    }

    /** @return whether it held an address with an owner */
    boolean read(String text) {
        long number = 0;
        for (String line : text.split("\r?\n")) {
            number++;
            String trimmed = line.trim();
            if (!trimmed.isEmpty() && !trimmed.startsWith("#") && !trimmed.matches("[-+|=\\s]+")) {
                line(columns(trimmed), number);
            }
        }
        return found;
    }

    private void line(List<String> columns, long number) {
        String first = columns.get(0);
        isAwsText |= first.equals(INTERFACE);
        if (isAwsText && first.matches("[A-Z][A-Z0-9]+") && !first.equals(INTERFACE)) {
            if (ADDRESSES.contains(first) && current != null) {
                add(addresses(columns), current);
            }
            return;
        }
        String mac =
                columns.stream().filter(Mac::is).map(Mac::canonical).findFirst().orElse(null);
        List<String> addresses = addresses(columns);
        if (mac != null) {
            Owner owner = owner(columns, mac, number);
            add(addresses, owner);
            current = isAwsText || addresses.isEmpty() ? owner : null;
        } else if (!addresses.isEmpty() && current != null && addresses.size() == columns.size()) {
            // a query for a MAC and its list of addresses prints the one above the others
            add(addresses, current);
        } else if (head == null && number <= 3 && addresses.isEmpty()) {
            head = new ArrayList<>();
            columns.forEach(name -> head.add(name.toLowerCase(Locale.ROOT)));
        } else {
            inventory.problem(file + ": line " + number + ": no ip,mac");
        }
    }

    private void add(List<String> addresses, Owner owner) {
        addresses.forEach(address -> inventory.add(address, owner));
        found |= !addresses.isEmpty();
    }

    private Owner owner(List<String> columns, String mac, long number) {
        String place = file + ":" + number;
        if (head == null || head.size() != columns.size()) {
            Names names = Names.among(columns);
            return names.owner(mac, names.name, place);
        }
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(head.get(i), columns.get(i));
        }
        Names names = Names.of(row);
        return names.owner(mac, names.name, place);
    }

    private List<String> addresses(List<String> columns) {
        List<String> addresses = new ArrayList<>();
        boolean named = head != null && head.size() == columns.size();
        for (int i = 0; i < columns.size(); i++) {
            boolean foreign = named && Names.plain(head.get(i)).matches(FOREIGN);
            for (String word : columns.get(i).split("\\s+")) {
                if (!foreign && InventoryJson.isAddress(word)) {
                    addresses.add(word);
                }
            }
        }
        return addresses;
    }

    /** By the sign that the line has: a comma, a semicolon, a tab, a table's bar; or else by blanks. */
    private static List<String> columns(String line) {
        String sign = line.indexOf(',') >= 0
                ? ","
                : line.indexOf(';') >= 0 ? ";" : line.indexOf('\t') >= 0 ? "\t" : line.indexOf('|') >= 0 ? "[|]" : " +";
        List<String> columns = new ArrayList<>();
        for (String column : line.replaceAll("^\\||\\|$", "").split(sign)) {
            columns.add(column.replace("\"", "").trim());
        }
        return columns;
    }
}
