package io.kafkatcp.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * After how much idle time what stands between clients and brokers, or the far end itself, is done with a TCP
 * connection, and what it does then; with the page that says so. The one table, for all verbs.
 */
public final class IdleTimeouts {

    /** What the client meets when the time is over. */
    public enum Ending {
        /** The flow is forgotten, and its packets are dropped without a word. */
        DROPS("drops"),
        /** Both ends, or who sends next, get a reset. */
        RESETS("resets"),
        /** The far end closes its connection; only data counts for it, and no keepalive probe. */
        CLOSES("closes");

        public final String word;

        Ending(String word) {
            this.word = word;
        }
    }

    /** One default. */
    public static final class IdleTimeout {

        public final String box;
        public final int seconds;
        public final Ending ending;
        /** How far it can be changed. */
        public final String note;

        public final String source;
        /** The page's own date where it has one, else when it was read; yyyy-mm-dd. */
        public final String date;

        IdleTimeout(String box, int seconds, Ending ending, String note, String source, String date) {
            this.box = box;
            this.seconds = seconds;
            this.ending = ending;
            this.note = note;
            this.source = source;
            this.date = date;
        }
    }

    /** A timer may fire a little late, and the agent's clock starts a little before the middlebox's. */
    private static final double LEEWAY = 0.02;

    private static final List<IdleTimeout> ALL = Collections.unmodifiableList(Arrays.asList(
            new IdleTimeout(
                    "Azure Load Balancer",
                    240,
                    Ending.DROPS,
                    "up to 100 min; resets instead where TCP reset is switched on",
                    "https://learn.microsoft.com/en-us/azure/load-balancer/load-balancer-tcp-reset",
                    "2024-07-31"),
            new IdleTimeout(
                    "Azure NAT Gateway",
                    240,
                    Ending.RESETS,
                    "up to 120 min",
                    "https://learn.microsoft.com/en-us/azure/nat-gateway/nat-gateway-resource",
                    "2026-11-24"),
            new IdleTimeout(
                    "Azure Firewall to and from the Internet",
                    240,
                    Ending.RESETS,
                    "up to 15 min by a support request; a reset to both ends",
                    "https://learn.microsoft.com/en-us/azure/firewall/tcp-session-behavior",
                    "2025-03-25"),
            new IdleTimeout(
                    "Azure Event Hubs",
                    240,
                    Ending.DROPS,
                    "cannot be changed; its page recommends connections.max.idle.ms=180000",
                    "https://learn.microsoft.com/en-us/azure/event-hubs/apache-kafka-configurations",
                    "2026-11-26"),
            new IdleTimeout(
                    "Azure Firewall between networks",
                    300,
                    Ending.DROPS,
                    "cannot be changed",
                    "https://learn.microsoft.com/en-us/azure/firewall/tcp-session-behavior",
                    "2025-03-25"),
            new IdleTimeout(
                    "AWS NAT gateway",
                    350,
                    Ending.RESETS,
                    "cannot be changed",
                    "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html",
                    "2026-11-24"),
            new IdleTimeout(
                    "AWS Network Load Balancer",
                    350,
                    Ending.RESETS,
                    "TCP listeners 60 to 6000 s, TLS listeners fixed",
                    "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html",
                    "2026-11-24"),
            new IdleTimeout(
                    "AWS Gateway Load Balancer",
                    350,
                    Ending.DROPS,
                    "60 to 6000 s",
                    "https://docs.aws.amazon.com/elasticloadbalancing/latest/gateway/introduction.html",
                    "2026-11-24"),
            new IdleTimeout(
                    "AWS Network Firewall",
                    350,
                    Ending.DROPS,
                    "60 to 6000 s",
                    "https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FlowTimeouts.html",
                    "2026-11-26"),
            new IdleTimeout(
                    "AWS security group (Nitro v6 instances)",
                    350,
                    Ending.DROPS,
                    "60 s to 5 days; 5 days on older instance types",
                    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html",
                    "2026-11-24"),
            new IdleTimeout(
                    "Google Cloud VPC firewall",
                    600,
                    Ending.DROPS,
                    "cannot be changed",
                    "https://cloud.google.com/firewall/docs/firewalls",
                    "2026-11-24"),
            new IdleTimeout(
                    "Kafka broker (connections.max.idle.ms)",
                    600,
                    Ending.CLOSES,
                    "can be changed; services that speak Kafka have one of their own",
                    "https://kafka.apache.org/documentation/#brokerconfigs_connections.max.idle.ms",
                    "2026-11-26"),
            new IdleTimeout(
                    "Linux IPVS (kube-proxy in IPVS mode)",
                    900,
                    Ending.DROPS,
                    "ipvsadm --set; kube-proxy --ipvs-tcp-timeout",
                    "https://man7.org/linux/man-pages/man8/ipvsadm.8.html",
                    "2026-11-24"),
            new IdleTimeout(
                    "Google Cloud NAT",
                    1200,
                    Ending.DROPS,
                    "can be changed",
                    "https://cloud.google.com/nat/docs/tune-nat-configuration",
                    "2026-11-24"),
            new IdleTimeout(
                    "Cisco ASA and Firepower",
                    3600,
                    Ending.DROPS,
                    "from 5 min",
                    "https://docs.defenseorchestrator.com/cdfmc/t_configure_global_timeouts_fptd.html",
                    "2026-11-24"),
            new IdleTimeout(
                    "Palo Alto Networks firewall",
                    3600,
                    Ending.DROPS,
                    "from 1 s",
                    "https://docs.paloaltonetworks.com/ngfw/administration/onboard-devices-and-deployments/configure-the-firewall-session-settings/configure-session-timeout",
                    "2026-11-24"),
            new IdleTimeout(
                    "Envoy (TCP proxy, Istio)",
                    3600,
                    Ending.CLOSES,
                    "idle_timeout",
                    "https://www.envoyproxy.io/docs/envoy/latest/faq/configuration/timeouts",
                    "2026-11-26"),
            new IdleTimeout(
                    "VMware NSX gateway firewall",
                    7200,
                    Ending.DROPS,
                    "from 120 s",
                    "https://docs.vmware.com/en/VMware-NSX/4.1/administration/GUID-F4187E53-AF72-4B6A-8855-9F9D1469FD0C.html",
                    "2026-11-24"),
            new IdleTimeout(
                    "VMware NSX distributed firewall",
                    43200,
                    Ending.DROPS,
                    "from 120 s",
                    "https://docs.vmware.com/en/VMware-NSX/4.1/administration/GUID-F4187E53-AF72-4B6A-8855-9F9D1469FD0C.html",
                    "2026-11-24"),
            new IdleTimeout(
                    "Kubernetes kube-proxy (conntrack)",
                    86400,
                    Ending.DROPS,
                    "conntrack.tcpEstablishedTimeout",
                    "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/",
                    "2026-11-24"),
            new IdleTimeout(
                    "Linux conntrack",
                    432000,
                    Ending.DROPS,
                    "net.netfilter.nf_conntrack_tcp_timeout_established; often set lower",
                    "https://docs.kernel.org/networking/nf_conntrack-sysctl.html",
                    "2026-11-24")));

    private IdleTimeouts() {}

    /** The shortest first. */
    public static List<IdleTimeout> all() {
        return ALL;
    }

    /** Those that lie between the two idle times and end so. */
    public static List<IdleTimeout> between(long survivedMs, long lostMs, Ending ending) {
        List<IdleTimeout> found = new ArrayList<>();
        for (IdleTimeout one : ALL) {
            if (one.ending == ending
                    && one.seconds * 1_000L >= survivedMs * (1 - LEEWAY)
                    && one.seconds * 1_000L <= lostMs * (1 + LEEWAY)) {
                found.add(one);
            }
        }
        return found;
    }
}
