package io.kafkatcp.correlate.inventory;

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
    /** What lists of machines without hardware addresses call the one that counts. */
    private static final Set<String> OF_A_MACHINE = new HashSet<>(Arrays.asList(
            "internalip", "privateip", "privateips", "privateipaddress", "networkip", "ip", "ipaddress", "address"));

    private final Inventory inventory;
    private final String file;
    /** Of the table's columns, in lower case; null where the first line is none. */
    private List<String> head;
    /** Where each of them begins, in a table whose empty cells are blanks. */
    private String headLine = "";
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
                line(line, columns(trimmed), number);
            }
        }
        return found;
    }

    private void line(String line, List<String> columns, long number) {
        String first = columns.get(0);
        isAwsText |= first.equals(INTERFACE) || ADDRESSES.contains(first);
        if (isAwsText && first.matches("[A-Z][A-Z0-9]+") && !first.equals(INTERFACE)) {
            if (ADDRESSES.contains(first) && current != null) {
                add(Addresses.in(String.join(" ", columns), true), current);
            }
            return;
        }
        String mac = hardware(columns);
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
            headLine = line;
            columns.forEach(name -> head.add(name.toLowerCase(Locale.ROOT)));
        } else if (!addMachine(line, columns, number)) {
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

    private String hardware(List<String> columns) {
        boolean named = head != null && head.size() == columns.size();
        for (int i = 0; i < columns.size(); i++) {
            boolean ofHardware = named && Addresses.isHardware(Names.plain(head.get(i)));
            List<String> macs = Addresses.hardware(columns.get(i), ofHardware);
            if (!macs.isEmpty()) {
                return macs.get(0);
            }
        }
        return null;
    }

    private List<String> addresses(List<String> columns) {
        List<String> addresses = new ArrayList<>();
        boolean named = head != null && head.size() == columns.size();
        for (int i = 0; i < columns.size(); i++) {
            String name = named ? Names.plain(head.get(i)) : "";
            if (!name.matches(Addresses.FOREIGN) && !name.matches(Addresses.NETWORK)) {
                addresses.addAll(Addresses.in(columns.get(i), name.contains("prefix")));
            }
        }
        return addresses;
    }

    /** Of a list that has names and addresses, and nowhere a hardware address. */
    private boolean addMachine(String line, List<String> columns, long number) {
        if (head == null || head.stream().anyMatch(name -> Addresses.isHardware(Names.plain(name)))) {
            return false;
        }
        boolean byPlace = head.size() != columns.size();
        boolean added = false;
        for (int i = 0; i < columns.size(); i++) {
            int place = byPlace ? line.indexOf(columns.get(i)) : i;
            String name = byPlace ? nameAt(place) : head.get(i);
            if (OF_A_MACHINE.contains(Names.plain(name))) {
                Owner machine = new Owner(columns.get(0), null, null, null, null, file + ":" + number);
                added |= !Addresses.in(columns.get(i), false).isEmpty();
                add(Addresses.in(columns.get(i), false), machine);
            }
        }
        return added;
    }

    private String nameAt(int place) {
        String before = headLine.substring(0, Math.min(headLine.length(), place + 1));
        String name = before.substring(before.lastIndexOf(' ') + 1);
        int end = headLine.indexOf(' ', place);
        String rest = headLine.substring(before.length(), end < before.length() ? headLine.length() : end);
        return (name + rest).toLowerCase(Locale.ROOT);
    }

    /** By the sign that the line has: a table's bar, a comma, a semicolon, a tab; or else by blanks. */
    private static List<String> columns(String line) {
        if (line.startsWith("|")) {
            return split(line.replaceAll("^\\||\\|$", ""), '|');
        }
        for (char sign : new char[] {',', ';', '\t'}) {
            List<String> columns = split(line, sign);
            if (columns.size() > 1) {
                return columns;
            }
        }
        List<String> columns = new ArrayList<>();
        for (String column : line.split(" +")) {
            columns.add(column.replace("\"", ""));
        }
        return columns;
    }

    /** Outside of quotation marks. */
    private static List<String> split(String line, char sign) {
        List<String> columns = new ArrayList<>();
        StringBuilder column = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i <= line.length(); i++) {
            char c = i < line.length() ? line.charAt(i) : sign;
            quoted ^= c == '"';
            if (i == line.length() || c == sign && !quoted) {
                columns.add(column.toString().trim());
                column.setLength(0);
            } else if (c != '"') {
                column.append(c);
            }
        }
        return columns;
    }
}
