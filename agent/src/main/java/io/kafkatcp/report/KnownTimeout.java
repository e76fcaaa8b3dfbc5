package io.kafkatcp.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How long common middleboxes remember an idle TCP flow by default, by their makers' documentation. */
public final class KnownTimeout {

    public static final List<KnownTimeout> ALL = Collections.unmodifiableList(Arrays.asList(
            new KnownTimeout(
                    240,
                    "Azure Load Balancer",
                    "https://learn.microsoft.com/azure/load-balancer/load-balancer-tcp-idle-timeout"),
            new KnownTimeout(
                    300,
                    "Azure Firewall between networks, and many other firewalls",
                    "https://learn.microsoft.com/azure/firewall/tcp-session-behavior"),
            new KnownTimeout(
                    350,
                    "AWS NAT gateway and NLB (also Gateway Load Balancer and Network Firewall)",
                    "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html"),
            new KnownTimeout(
                    600,
                    "Google Cloud VPC firewall",
                    "https://cloud.google.com/compute/docs/troubleshooting/general-tips"),
            new KnownTimeout(
                    900,
                    "Linux IPVS (kube-proxy in IPVS mode)",
                    "https://man7.org/linux/man-pages/man8/ipvsadm.8.html"),
            new KnownTimeout(1_200, "Google Cloud NAT", "https://cloud.google.com/nat/docs/tune-nat-configuration"),
            new KnownTimeout(
                    3_600,
                    "Cisco and Palo Alto firewalls",
                    "https://docs.paloaltonetworks.com/ngfw/networking/session-settings-and-timeouts"),
            new KnownTimeout(
                    7_200, "VMware NSX gateway firewall", "https://docs.vmware.com/en/VMware-NSX/4.1/administration/"),
            new KnownTimeout(
                    43_200,
                    "VMware NSX distributed firewall",
                    "https://docs.vmware.com/en/VMware-NSX/4.1/administration/"),
            new KnownTimeout(
                    86_400,
                    "Linux connection tracking as kube-proxy sets it",
                    "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/"),
            new KnownTimeout(
                    432_000,
                    "Linux connection tracking, AWS security groups",
                    "https://www.kernel.org/doc/html/latest/networking/nf_conntrack-sysctl.html")));

    /** A timer may fire a little late, and the agent's clock starts a little before the middlebox's. */
    private static final double LEEWAY = 0.02;

    public final long seconds;
    public final String who;
    public final String source;

    private KnownTimeout(long seconds, String who, String source) {
        this.seconds = seconds;
        this.who = who;
        this.source = source;
    }

    /** Those that a wall between the two idle times may be. */
    public static List<KnownTimeout> between(long survivedMs, long blackholedMs) {
        List<KnownTimeout> found = new ArrayList<>();
        for (KnownTimeout known : ALL) {
            if (known.seconds * 1_000 >= survivedMs * (1 - LEEWAY)
                    && known.seconds * 1_000 <= blackholedMs * (1 + LEEWAY)) {
                found.add(known);
            }
        }
        return found;
    }
}
