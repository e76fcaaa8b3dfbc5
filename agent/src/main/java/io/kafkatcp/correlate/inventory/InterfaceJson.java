package io.kafkatcp.correlate.inventory;

import io.kafkatcp.correlate.net.Mac;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The addresses of one interface in JSON, and its hardware address, by their names or by their looks. Pure. */
final class InterfaceJson {

    /**
     * What AWS, Azure and Google Cloud call an address of an interface; DNS servers and public ones lie beside them.
     */
    private static final Set<String> ADDRESSES = new HashSet<>(
            Arrays.asList("privateipaddress", "ipv6address", "ipv4prefix", "ipv6prefix", "networkip", "ipcidrrange"));

    /** Where an interface has no MAC, these say that it is one. */
    private static final Set<String> OF_AN_INTERFACE =
            new HashSet<>(Arrays.asList("networkinterfaceid", "ipconfigurations", "privateipaddresses", "networkip"));

    private InterfaceJson() {}

    /** Whether this is one, though no MAC stands in it. */
    static boolean is(Map<String, Object> map) {
        return map.keySet().stream().anyMatch(key -> OF_AN_INTERFACE.contains(Names.plain(key)));
    }

    /** Its own, and none of those that lie beside them. */
    static List<String> addresses(Map<String, Object> map) {
        List<String> addresses = new ArrayList<>();
        known(map, addresses);
        if (addresses.isEmpty()) {
            any(map, addresses);
        }
        return addresses;
    }

    static List<String> addresses(List<Object> list) {
        List<String> addresses = new ArrayList<>();
        any(list, addresses);
        return addresses;
    }

    /** By the names that the clouds give, at any depth. */
    private static void known(Object node, List<String> addresses) {
        if (node instanceof List) {
            JsonTree.list(node).forEach(child -> known(child, addresses));
        } else if (node instanceof Map) {
            Object length = Names.value(JsonTree.map(node), "privateipaddressprefixlength");
            JsonTree.map(node).forEach((key, value) -> {
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
            JsonTree.list(node).forEach(child -> any(child, addresses));
        } else if (node instanceof Map) {
            JsonTree.map(node).forEach((key, value) -> {
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

    static List<String> hardware(List<Object> values) {
        List<String> macs = new ArrayList<>(1);
        for (Object value : values) {
            if (value instanceof String) {
                macs.addAll(Addresses.hardware((String) value, false));
            }
        }
        return macs;
    }

    /** By its names too, for some write it without signs. */
    static List<String> hardware(Map<String, Object> map) {
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
}
