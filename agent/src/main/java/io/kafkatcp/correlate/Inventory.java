package io.kafkatcp.correlate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkatcp.recordfile.BadInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which hardware address an IP address really belongs to now: what {@code aws ec2 describe-network-interfaces} prints,
 * or lines of ip,mac. Command line.
 */
public final class Inventory {

    private final Map<String, String> macs = new HashMap<>();
    private final Map<String, String> subnets = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private Inventory() {}

    public static Inventory none() {
        return new Inventory();
    }

    static Inventory of(Map<String, String> macs) {
        Inventory inventory = new Inventory();
        inventory.macs.putAll(macs);
        return inventory;
    }

    /** @throws BadInput where the file cannot be read or holds no address at all */
    public static Inventory read(Path file) throws BadInput {
        Inventory inventory = new Inventory();
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            if (text.trim().startsWith("{") || text.trim().startsWith("[")) {
                inventory.readAws(text);
            } else {
                inventory.readCsv(file, text);
            }
        } catch (IOException e) {
            throw new BadInput(file + " cannot be read: " + e.getMessage());
        }
        if (inventory.macs.isEmpty()) {
            throw new BadInput(file
                    + " is no inventory; expected is the JSON of aws ec2 describe-network-interfaces, "
                    + "or lines of ip,mac");
        }
        return inventory;
    }

    /** Null where it does not know. */
    String mac(String ip) {
        return macs.get(Ip.canonical(ip));
    }

    /** Whether both are known to be in different subnets. */
    boolean apart(String ip, String otherIp) {
        String one = subnets.get(Ip.canonical(ip));
        String other = subnets.get(Ip.canonical(otherIp));
        return one != null && other != null && !one.equals(other);
    }

    /** What could not be read, by file and line. */
    public List<String> problems() {
        return problems;
    }

    private void readCsv(Path file, String text) {
        long number = 0;
        for (String line : text.split("\r?\n")) {
            number++;
            String[] columns = line.trim().replace("\"", "").split("\\s*[,;\t]\\s*");
            if (columns.length >= 2 && Mac.is(columns[1])) {
                macs.put(Ip.canonical(columns[0]), Mac.canonical(columns[1]));
            } else if (!line.trim().isEmpty() && !line.startsWith("#") && number > 1) {
                problems.add(file + ": line " + number + ": no ip,mac");
            }
        }
    }

    /** An interface has one hardware address and several of the other kind, which stand deeper than its own. */
    private void readAws(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            List<String> ips = new ArrayList<>();
            String mac = null;
            String subnet = null;
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    depth++;
                } else if (token == JsonToken.END_OBJECT && --depth == 1) {
                    add(ips, mac, subnet);
                    ips.clear();
                    mac = null;
                    subnet = null;
                } else if (token == JsonToken.VALUE_STRING
                        && ("PrivateIpAddress".equals(parser.currentName())
                                || "Ipv6Address".equals(parser.currentName()))) {
                    ips.add(parser.getText());
                } else if (token == JsonToken.VALUE_STRING && depth == 2 && "MacAddress".equals(parser.currentName())) {
                    mac = parser.getText();
                } else if (token == JsonToken.VALUE_STRING && depth == 2 && "SubnetId".equals(parser.currentName())) {
                    subnet = parser.getText();
                }
            }
        }
    }

    private void add(List<String> ips, String mac, String subnet) {
        for (String ip : ips) {
            if (mac != null && Mac.is(mac)) {
                macs.put(Ip.canonical(ip), Mac.canonical(mac));
            }
            if (subnet != null) {
                subnets.put(Ip.canonical(ip), subnet);
            }
        }
    }
}
