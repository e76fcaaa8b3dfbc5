package io.kafkatcp.correlate.inventory;

import io.kafkatcp.correlate.net.Ip;
import io.kafkatcp.correlate.net.Mac;
import io.kafkatcp.correlate.net.Prefix;
import io.kafkatcp.correlate.net.TextFile;
import io.kafkatcp.recordfile.BadInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which network interface an IP address really belongs to now, by what the clouds' command lines print, or lines of
 * ip,mac. One address may be owned twice, in two networks or files: then it is ambiguous. Command line.
 */
public final class Inventory {

    private final Map<String, List<Owner>> byIp = new HashMap<>();
    private final Map<Prefix, Owner> byPrefix = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private Inventory() {}

    public static Inventory none() {
        return new Inventory();
    }

    public static Inventory of(Map<String, String> macs) {
        Inventory inventory = new Inventory();
        macs.forEach((ip, mac) -> inventory.add(ip, new Owner(null, mac, null, null, null, "here")));
        return inventory;
    }

    /** @throws BadInput where a file cannot be read or holds no address at all */
    public static Inventory read(List<Path> files) throws BadInput {
        Inventory inventory = new Inventory();
        for (Path file : files) {
            if (!inventory.reads(file)) {
                String other = otherForm(TextFile.read(file));
                inventory.problem(file
                        + (other == null ? " is no inventory" : " is " + other)
                        + "; expected is the JSON or text of aws ec2 describe-network-interfaces, "
                        + "az network nic list or gcloud compute instances list, or lines of ip,mac");
            }
        }
        if (inventory.isEmpty() && !files.isEmpty()) {
            throw new BadInput(inventory.problems.get(inventory.problems.size() - 1));
        }
        return inventory;
    }

    /** What people take for one, and what to run instead; null where it is something else. */
    private static String otherForm(String text) {
        if (text.trim().matches("(?s)NAME +READY +STATUS .*") || text.trim().matches("(?s)NAMESPACE +NAME +READY .*")) {
            return "a table of pods without addresses: kubectl get pods -o wide";
        }
        return text.matches("(?s)[^\\n]*\\bMacAddress\\b.*") && text.contains("ProvisioningState")
                ? "a table of interfaces without addresses: az network nic list -o json"
                : null;
    }

    private boolean reads(Path file) throws BadInput {
        String text = TextFile.read(file);
        String start = text.trim();
        InventoryJson json = new InventoryJson(this, file.toString());
        if (start.startsWith("{") || start.startsWith("[")) {
            try {
                return json.read(JsonTree.read(text));
            } catch (IOException e) {
                throw new BadInput(file + " cannot be read as JSON: " + JsonTree.why(e));
            }
        }
        if (Yaml.is(text)) {
            return json.read(Yaml.read(text));
        }
        return AwsTable.is(text) ? json.read(AwsTable.read(text)) : new InventoryText(this, file.toString()).read(text);
    }

    /** @param address an IP address, or a range of them like 10.0.1.16/28 */
    void add(String address, Owner owner) {
        Prefix prefix = Prefix.parse(address);
        if (prefix != null) {
            byPrefix.put(prefix, owner);
        } else {
            byIp.computeIfAbsent(Ip.canonical(address), ip -> new ArrayList<>(1))
                    .add(owner);
        }
    }

    void problem(String sentence) {
        problems.add(sentence);
    }

    static String hardware(String text) {
        return text != null && Mac.is(text) ? Mac.canonical(text) : null;
    }

    /** All different ones: none where it does not know, more than one where it is ambiguous. */
    public List<Owner> owners(String ip) {
        List<Owner> different = new ArrayList<>(1);
        byIp.getOrDefault(Ip.canonical(ip), Collections.emptyList()).forEach(owner -> addNew(different, owner));
        byPrefix.forEach((prefix, owner) -> {
            if (prefix.contains(ip)) {
                addNew(different, owner);
            }
        });
        return different;
    }

    private static void addNew(List<Owner> different, Owner owner) {
        if (different.stream().noneMatch(known -> known.is(owner))) {
            different.add(owner);
        }
    }

    /** Why it does not say whose hardware address an IP address is; null where it does, in one way alone. */
    public String doubt(String ip) {
        List<Owner> owners = owners(ip);
        if (owners.size() > 1) {
            return ip + " is ambiguous: the inventory has " + owners.size() + " owners of it, "
                    + owners.get(0).full() + " and " + owners.get(1).full()
                    + "; give the inventory of the producers' own network alone";
        }
        if (!owners.isEmpty() && owners.get(0).mac == null) {
            return "the inventory names " + owners.get(0).full() + " for " + ip
                    + " and no MAC, so it cannot prove whose hardware address that is";
        }
        return null;
    }

    /** Null where it does not know, or not for sure. */
    public String mac(String ip) {
        List<Owner> owners = owners(ip);
        return owners.size() == 1 ? owners.get(0).mac : null;
    }

    /** Whether both are known, and for sure, to be in different subnets. */
    public boolean apart(String ip, String otherIp) {
        List<Owner> one = owners(ip);
        List<Owner> other = owners(otherIp);
        return one.size() == 1
                && other.size() == 1
                && one.get(0).subnet != null
                && other.get(0).subnet != null
                && !one.get(0).subnet.equals(other.get(0).subnet);
    }

    /** What could not be read, by file and line. */
    public List<String> problems() {
        return problems;
    }

    boolean isEmpty() {
        return byIp.isEmpty() && byPrefix.isEmpty();
    }
}
