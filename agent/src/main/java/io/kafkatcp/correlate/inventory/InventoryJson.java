package io.kafkatcp.correlate.inventory;

import io.kafkatcp.correlate.net.Mac;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Finds network interfaces in JSON of any shape, as --query makes them: the object or array in which a MAC stands is an
 * interface, and the addresses in it and below are its own. Pure.
 */
final class InventoryJson {

    private final Inventory inventory;
    private final String file;

    InventoryJson(Inventory inventory, String file) {
        this.inventory = inventory;
        this.file = file;
    }

    /** @return whether it held an address at all */
    boolean read(List<Object> documents) {
        boolean found = false;
        for (Object document : documents) {
            found |= scan(document, null);
        }
        return found;
    }

    /** @param machine what a machine around it is called, or null */
    private boolean scan(Object node, String machine) {
        boolean found = false;
        if (node instanceof Map) {
            Map<String, Object> map = JsonTree.map(node);
            if (isTableOfAddresses(map)) {
                return addEach(map);
            }
            if (InterfaceJson.hardware(map).size() == 1 || InterfaceJson.is(map)) {
                return addInterface(map, machine);
            }
            String name = Names.of(map).name;
            for (Object child : map.values()) {
                found |= scan(child, name == null ? machine : name);
            }
        } else if (node instanceof List) {
            List<Object> list = JsonTree.list(node);
            List<String> macs = InterfaceJson.hardware(list);
            if (macs.size() == 1) {
                return addInterface(list);
            }
            if (macs.size() > 1) {
                return addInTurn(list);
            }
            for (Object child : list) {
                found |= scan(child, machine);
            }
        } else if (node instanceof String && ((String) node).matches("(?s)\\s*[\\[{].*[}\\]]\\s*")) {
            return scanText((String) node, machine);
        }
        return found;
    }

    /** Some services give each answer as a text of JSON. */
    private boolean scanText(String text, String machine) {
        boolean found = false;
        try {
            for (Object document : JsonTree.read(text)) {
                found |= scan(document, machine);
            }
        } catch (IOException e) {
            // a text that only looks like it
            return found;
        }
        return found;
    }

    /** Whether its names are addresses, or hardware addresses, as a query or a script makes them. */
    private static boolean isTableOfAddresses(Map<String, Object> map) {
        return !map.isEmpty() && map.keySet().stream().allMatch(key -> Addresses.is(key) || Mac.is(key));
    }

    private boolean addEach(Map<String, Object> map) {
        boolean found = false;
        for (Map.Entry<String, Object> entry : map.entrySet()) {
            found |= addInterface(Arrays.asList(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    private boolean addInterface(Map<String, Object> map, String machine) {
        List<String> macs = InterfaceJson.hardware(map);
        Names names = Names.of(map);
        Owner owner = names.owner(macs.isEmpty() ? null : macs.get(0), called(machine, names.name), file);
        List<String> addresses = InterfaceJson.addresses(map);
        addresses.forEach(address -> inventory.add(address, owner));
        return !addresses.isEmpty();
    }

    /** Google calls each machine's first interface nic0. */
    private static String called(String machine, String name) {
        return machine == null || name == null ? (machine == null ? name : machine) : machine + " " + name;
    }

    private boolean addInterface(List<Object> list) {
        Names names = Names.among(list);
        List<String> macs = InterfaceJson.hardware(list);
        if (macs.isEmpty()) {
            return false;
        }
        Owner owner = names.owner(macs.get(0), names.name, file);
        List<String> addresses = InterfaceJson.addresses(list);
        addresses.forEach(address -> inventory.add(address, owner));
        return !addresses.isEmpty();
    }

    /** A query that flattens leaves address, MAC, address, MAC; nothing else can be told apart. */
    private boolean addInTurn(List<Object> list) {
        boolean pairs = list.size() % 2 == 0;
        for (int i = 0; pairs && i < list.size(); i += 2) {
            pairs = InterfaceJson.hardware(list.subList(i, i + 2)).size() == 1;
        }
        if (!pairs) {
            inventory.problem(file + ": an array of several MACs, of which nothing says whose they are, was skipped");
            return false;
        }
        boolean found = false;
        for (int i = 0; i < list.size(); i += 2) {
            found |= addInterface(list.subList(i, i + 2));
        }
        return found;
    }
}
