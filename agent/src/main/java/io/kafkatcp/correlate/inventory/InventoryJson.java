package io.kafkatcp.correlate.inventory;

import io.kafkatcp.correlate.net.Mac;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds network interfaces in JSON of any shape, as --query makes them: the object or array in which a MAC stands is an
 * interface, and the addresses in it and below are its own. Pure.
 */
final class InventoryJson {

    /**
     * What AWS, Azure and Google Cloud call an address of an interface; DNS servers and public ones lie beside them.
     */
    private static final Set<String> ADDRESSES = new HashSet<>(
            Arrays.asList("privateipaddress", "ipv6address", "ipv4prefix", "ipv6prefix", "networkip", "ipcidrrange"));

    /** Where an interface has no MAC, these say that it is one. */
    private static final Set<String> OF_AN_INTERFACE =
            new HashSet<>(Arrays.asList("networkinterfaceid", "ipconfigurations", "privateipaddresses", "networkip"));

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
            Map<String, Object> map = map(node);
            if (isTableOfAddresses(map)) {
                return addEach(map);
            }
            if (hardware(map).size() == 1 || isInterface(map)) {
                return addInterface(map, machine);
            }
            String name = Names.of(map).name;
            for (Object child : map.values()) {
                found |= scan(child, name == null ? machine : name);
            }
        } else if (node instanceof List) {
            List<Object> list = list(node);
            List<String> macs = hardware(list);
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

    private static boolean isInterface(Map<String, Object> map) {
        return map.keySet().stream().anyMatch(key -> OF_AN_INTERFACE.contains(Names.plain(key)));
    }

    private boolean addInterface(Map<String, Object> map, String machine) {
        List<String> macs = hardware(map);
        Names names = Names.of(map);
        Owner owner = names.owner(macs.isEmpty() ? null : macs.get(0), called(machine, names.name), file);
        List<String> addresses = new ArrayList<>();
        known(map, addresses);
        if (addresses.isEmpty()) {
            any(map, addresses);
        }
        addresses.forEach(address -> inventory.add(address, owner));
        return !addresses.isEmpty();
    }

    /** Google calls each machine's first interface nic0. */
    private static String called(String machine, String name) {
        return machine == null || name == null ? (machine == null ? name : machine) : machine + " " + name;
    }

    /** By the names that the clouds give, at any depth. */
    private static void known(Object node, List<String> addresses) {
        if (node instanceof List) {
            list(node).forEach(child -> known(child, addresses));
        } else if (node instanceof Map) {
            Object length = Names.value(map(node), "privateipaddressprefixlength");
            map(node).forEach((key, value) -> {
                if (value instanceof String && ADDRESSES.contains(Names.plain(key))) {
                    boolean range = length != null && ((String) value).indexOf('/') < 0;
                    addresses.addAll(Addresses.in(range ? value + "/" + length : (String) value, true));
                } else {
                    known(value, addresses);
                }
            });
        }
    }

    /** By their looks, where a query gave them other names. */
    private static void any(Object node, List<String> addresses) {
        if (node instanceof List) {
            list(node).forEach(child -> any(child, addresses));
        } else if (node instanceof Map) {
            map(node).forEach((key, value) -> {
                String name = Names.plain(key);
                boolean network = value instanceof String && name.matches(Addresses.NETWORK);
                if (!network && !name.matches(Addresses.FOREIGN)) {
                    any(value, addresses);
                }
            });
        } else if (node instanceof String) {
            addresses.addAll(Addresses.in((String) node, false));
        }
    }

    private boolean addInterface(List<Object> list) {
        Names names = Names.among(list);
        List<String> macs = hardware(list);
        if (macs.isEmpty()) {
            return false;
        }
        Owner owner = names.owner(macs.get(0), names.name, file);
        List<String> addresses = new ArrayList<>();
        any(list, addresses);
        addresses.forEach(address -> inventory.add(address, owner));
        return !addresses.isEmpty();
    }

    /** A query that flattens leaves address, MAC, address, MAC; nothing else can be told apart. */
    private boolean addInTurn(List<Object> list) {
        boolean pairs = list.size() % 2 == 0;
        for (int i = 0; pairs && i < list.size(); i += 2) {
            pairs = hardware(list.subList(i, i + 2)).size() == 1;
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

    private static List<String> hardware(List<Object> values) {
        List<String> macs = new ArrayList<>(1);
        for (Object value : values) {
            if (value instanceof String) {
                macs.addAll(Addresses.hardware((String) value, false));
            }
        }
        return macs;
    }

    /** By its names too, for some write it without signs. */
    private static List<String> hardware(Map<String, Object> map) {
        List<String> macs = new ArrayList<>(1);
        map.forEach((key, value) -> {
            if (value instanceof String) {
                boolean named = Addresses.isHardware(Names.plain(key));
                macs.addAll(named ? Addresses.hardware((String) value, true) : signed((String) value));
            }
        });
        return macs;
    }

    private static List<String> signed(String text) {
        return Mac.is(text) ? Addresses.hardware(text, false) : Collections.emptyList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return node == null ? Collections.emptyMap() : (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object node) {
        return (List<Object>) node;
    }
}
