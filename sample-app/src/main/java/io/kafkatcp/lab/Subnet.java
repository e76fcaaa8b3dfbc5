package io.kafkatcp.lab;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hosts on one switch, as clients and brokers in one subnet of a cloud: only there does a broker look up a client's MAC
 * address itself.
 */
public final class Subnet {
    /**
     * Locally administered, and no device of the lab has it, as when a cloud gives a dead machine's IP address to a new
     * one.
     */
    private static final String NOBODYS_MAC = "02:00:00:00:00:99";

    private final Lab lab;
    private final String prefix;
    private final Host bridge;
    private final Map<Host, Port> ports = new ConcurrentHashMap<>();

    private record Port(String address, String device) {}

    private Subnet(Lab lab, String prefix, Host bridge) {
        this.lab = lab;
        this.prefix = prefix;
        this.bridge = bridge;
    }

    /** Makes an empty one of 254 addresses, named by their first three numbers, like 10.7.0. */
    public static Subnet in(Lab lab, String prefix) {
        Host bridge = lab.host("switch-" + prefix);
        bridge.run("ip", "link", "add", "switch", "type", "bridge");
        bridge.run("ip", "link", "set", "switch", "up");
        return new Subnet(lab, prefix, bridge);
    }

    /** A host of the lab, plugged in at the address with that last number; it knows no way out of the subnet. */
    public Host host(String name, int number) {
        Host host = lab.host(name);
        Link link = lab.cable(host, bridge);
        bridge.run("ip", "link", "set", link.deviceB(), "master", "switch");
        host.address(link.deviceA(), prefix + "." + number + "/24");
        ports.put(host, new Port(prefix + "." + number, link.deviceA()));
        return host;
    }

    public String address(Host host) {
        return port(host).address();
    }

    /**
     * From now on what this host sends to that address arrives nowhere. Permanent, since Linux corrects a wrong entry
     * within a minute by itself, where no fabric keeps confirming it.
     */
    public void staleArp(Host broker, String clientAddress) {
        broker.run(
                "ip",
                "neigh",
                "replace",
                clientAddress,
                "lladdr",
                NOBODYS_MAC,
                "dev",
                port(broker).device(),
                "nud",
                "permanent");
    }

    /** The remedy: without an entry the host asks again and learns the truth. */
    public void deleteArp(Host broker, String clientAddress) {
        broker.run("ip", "neigh", "del", clientAddress, "dev", port(broker).device());
    }

    /** As a security group does that lets no new connection in: what is sent to open one never arrives. */
    public void dropSyns(Host from, Host to) {
        String rules = String.join(
                "\n",
                "table bridge filter {",
                "  chain passing {",
                "    type filter hook forward priority 0; policy accept;",
                "    ip saddr " + address(from) + " ip daddr " + address(to) + " tcp flags & (syn | ack) == syn drop",
                "  }",
                "}",
                "");
        bridge.runWithInput(rules, "nft", "-f", "-");
    }

    /** As a machine that loses its power: nobody says goodbye. */
    public void switchOff(Host host) {
        host.run("ip", "link", "set", port(host).device(), "down");
    }

    private Port port(Host host) {
        Port port = ports.get(host);
        if (port == null) {
            throw new LabException(host.name() + " is not in the subnet " + prefix);
        }
        return port;
    }
}
