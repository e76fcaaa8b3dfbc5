package io.kafkatcp.correlate.inventory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an interface, its network and its account are called, by the clouds' own fields or by the values' looks. */
final class Names {

    private static final List<String> NAME =
            Arrays.asList("networkinterfaceid", "name", "interface", "eni", "instanceid", "id");
    private static final List<String> NETWORK = Arrays.asList("vpcid", "vpc", "network", "vnet", "virtualnetwork");
    private static final List<String> SUBNET = Arrays.asList("subnetid", "subnet", "subnetwork");
    private static final List<String> ACCOUNT =
            Arrays.asList("ownerid", "accountid", "account", "subscription", "project");
    /** Google's names are addresses of the web, and Azure's are paths. */
    private static final Pattern PROJECT = Pattern.compile(".*/(?:projects|subscriptions)/([^/]+)/.*");

    private static final Pattern VNET = Pattern.compile(".*/virtualNetworks/([^/]+)/subnets/([^/]+)");

    final String name;
    private String network;
    private String subnet;
    private String account;

    private Names(String name) {
        this.name = name;
    }

    static Names of(Map<String, Object> map) {
        Names names = new Names(first(map, NAME));
        names.network = tail(first(map, NETWORK));
        names.subnet = first(map, SUBNET);
        names.account = first(map, ACCOUNT);
        names.paths(map);
        return names;
    }

    /** Of an array, or a line of text. */
    static Names among(List<?> values) {
        String name = null;
        String network = null;
        String subnet = null;
        for (Object value : values) {
            String text = String.valueOf(value);
            name = text.matches("eni-\\w+") ? text : name;
            network = text.matches("vpc-\\w+") ? text : network;
            subnet = text.matches("subnet-\\w+") ? text : subnet;
        }
        Names names = new Names(name);
        names.network = network;
        names.subnet = subnet;
        return names;
    }

    Owner owner(String mac, String called, String place) {
        return new Owner(called, mac, network, subnet, account, place);
    }

    private void paths(Object node) {
        if (node instanceof String) {
            Matcher vnet = VNET.matcher((String) node);
            if (vnet.matches()) {
                network = vnet.group(1);
                subnet = (String) node;
            }
            Matcher project = PROJECT.matcher((String) node);
            account = account == null && project.matches() ? project.group(1) : account;
        } else if (node instanceof Map) {
            ((Map<?, ?>) node).values().forEach(this::paths);
        } else if (node instanceof List) {
            ((List<?>) node).forEach(this::paths);
        }
    }

    /** Letters and digits alone, in lower case: privateIPAddress and PrivateIpAddress are one. */
    static String plain(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    static Object value(Map<String, Object> map, String plainKey) {
        for (Map.Entry<String, Object> entry : map.entrySet()) {
            if (plain(entry.getKey()).equals(plainKey)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private static String first(Map<String, Object> map, List<String> keys) {
        for (String key : keys) {
            Object value = value(map, key);
            if (value instanceof String && !((String) value).isEmpty()) {
                return (String) value;
            }
        }
        return null;
    }

    private static String tail(String path) {
        return path == null ? null : path.substring(path.lastIndexOf('/') + 1);
    }
}
