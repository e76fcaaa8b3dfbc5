package io.kafkatcp.lab.path;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.LabException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stateful NAT or firewall as clouds have them: a flow it has forgotten is dropped without a word to either side. */
public final class Middlebox {
    private static final String RULES = String.join(
            "\n",
            "table inet middlebox {",
            "  counter forgotten { }",
            "  chain passing {",
            "    type filter hook forward priority 0; policy accept;",
            "    ct state invalid counter name forgotten drop",
            "  }",
            "}",
            "");
    private static final String RESET_FORGOTTEN =
            "ct state invalid meta l4proto tcp counter name forgotten reject with tcp reset";

    private static final Pattern PACKETS = Pattern.compile("packets (\\d+)");

    private final Host host;

    private Middlebox(Host host) {
        this.host = host;
    }

    /** Makes a middlebox of a host; flows live as long as the kernel's default, 5 days, until {@link #forgetAfter}. */
    public static Middlebox on(Host host) {
        host.runWithInput(RULES, "nft", "-f", "-");
        // otherwise conntrack would take a packet from the middle of an unknown flow for the start of a new one
        host.sysctl("net.netfilter.nf_conntrack_tcp_loose", "0");
        host.sysctl("net.netfilter.nf_conntrack_tcp_be_liberal", "0");
        host.forward();
        return new Middlebox(host);
    }

    public Host host() {
        return host;
    }

    /** Holds for a flow from its next packet on. */
    public void forgetAfter(int idleSeconds) {
        host.sysctl("net.netfilter.nf_conntrack_tcp_timeout_established", Integer.toString(idleSeconds));
    }

    /** Loses every flow at once, as a NAT gateway's failover does. */
    public void forgetAll() {
        host.run("conntrack", "-F");
    }

    /** From now on answers for a flow that it forgot by a reset, as NAT gateways of clouds do. */
    public void resetForgotten() {
        host.runWithInput(
                RULES.replace("ct state invalid counter name forgotten drop", RESET_FORGOTTEN)
                        .replace("table inet middlebox {", "flush chain inet middlebox passing\ntable inet middlebox {")
                        .replace("  counter forgotten { }\n", ""),
                "nft",
                "-f",
                "-");
    }

    /** From now on nothing passes, and no flow is forgotten: a router that fails over, a live migration. */
    public void goDark() {
        host.run("nft", "insert", "rule", "inet", "middlebox", "passing", "drop");
    }

    public void comeBack() {
        host.run("nft", "flush", "chain", "inet", "middlebox", "passing");
        host.runWithInput(
                "add rule inet middlebox passing ct state invalid counter name forgotten drop\n", "nft", "-f", "-");
    }

    /** From now on what is larger towards that address is lost, and nobody hears of it: an MTU hole. */
    public void losesAbove(int mtu, String address) {
        String route = host.run("ip", "-o", "route", "get", address);
        String device = route.replaceAll("(?s).* dev (\\S+) .*", "$1");
        host.run("ip", "link", "set", device, "mtu", Integer.toString(mtu));
        host.runWithInput(
                "table inet hole {\n chain out {\n type filter hook output priority 0;\n"
                        + " icmp type destination-unreachable drop\n }\n}\n",
                "nft",
                "-f",
                "-");
    }

    /** From now on loses what comes from that client's port, and forgets nothing. */
    public void loseFrom(int clientPort) {
        String port = Integer.toString(clientPort);
        host.run("nft", "insert", "rule", "inet", "middlebox", "passing", "tcp", "sport", port, "drop");
    }

    /** Loses the flow of that client's port alone. */
    public void forget(int clientPort) {
        host.run("conntrack", "-D", "-p", "tcp", "--orig-port-src", Integer.toString(clientPort));
    }

    /** Ends every connection to that port by a reset, instead of by silence, as some firewalls do. */
    public void resetTo(int port) {
        host.run(
                "nft",
                "add",
                "rule",
                "inet",
                "middlebox",
                "passing",
                "tcp",
                "dport",
                Integer.toString(port),
                "reject",
                "with",
                "tcp",
                "reset");
    }

    public long droppedPackets() {
        Matcher matcher = PACKETS.matcher(host.run("nft", "list", "counter", "inet", "middlebox", "forgotten"));
        if (!matcher.find()) {
            throw new LabException("nft shows no packet counter");
        }
        return Long.parseLong(matcher.group(1));
    }
}
