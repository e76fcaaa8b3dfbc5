package io.kafkatcp.facts;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * After how much idle time the boxes that stand between clients and brokers forget a TCP connection, with the page that
 * says so. Shared by the verbs.
 */
public final class IdleTimeouts {

    /** One box and its default. */
    public static final class IdleTimeout {

        public final String box;
        public final int seconds;
        /** How far it can be changed, and what it does when it is over. */
        public final String note;

        public final String source;

        IdleTimeout(String box, int seconds, String note, String source) {
            this.box = box;
            this.seconds = seconds;
            this.note = note;
            this.source = source;
        }
    }

    private static final List<IdleTimeout> ALL = Collections.unmodifiableList(Arrays.asList(
            new IdleTimeout(
                    "Azure Load Balancer",
                    240,
                    "up to 100 min; forgets silently unless TCP reset is switched on",
                    "https://learn.microsoft.com/en-us/azure/load-balancer/load-balancer-tcp-reset"),
            new IdleTimeout(
                    "Azure NAT Gateway",
                    240,
                    "up to 120 min; answers the next packet with a reset",
                    "https://learn.microsoft.com/en-us/azure/nat-gateway/nat-gateway-resource"),
            new IdleTimeout(
                    "AWS NAT gateway",
                    350,
                    "cannot be changed; answers the next packet with a reset",
                    "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html"),
            new IdleTimeout(
                    "AWS Network Load Balancer",
                    350,
                    "TCP listeners 60 to 6000 s, TLS listeners fixed",
                    "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html"),
            new IdleTimeout(
                    "AWS security group (Nitro v6 instances)",
                    350,
                    "60 s to 5 days; 5 days on older instance types",
                    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html"),
            new IdleTimeout(
                    "Google Cloud VPC firewall",
                    600,
                    "cannot be changed; forgets silently",
                    "https://cloud.google.com/firewall/docs/firewalls"),
            new IdleTimeout(
                    "Google Cloud NAT",
                    1200,
                    "can be changed; forgets silently",
                    "https://cloud.google.com/nat/docs/tune-nat-configuration"),
            new IdleTimeout(
                    "Cisco ASA and Firepower",
                    3600,
                    "from 5 min",
                    "https://docs.defenseorchestrator.com/cdfmc/t_configure_global_timeouts_fptd.html"),
            new IdleTimeout(
                    "Palo Alto Networks firewall",
                    3600,
                    "from 1 s",
                    "https://docs.paloaltonetworks.com/ngfw/administration/onboard-devices-and-deployments/configure-the-firewall-session-settings/configure-session-timeout"),
            new IdleTimeout(
                    "VMware NSX gateway firewall",
                    7200,
                    "from 120 s",
                    "https://docs.vmware.com/en/VMware-NSX/4.1/administration/GUID-F4187E53-AF72-4B6A-8855-9F9D1469FD0C.html"),
            new IdleTimeout(
                    "Kubernetes kube-proxy (conntrack)",
                    86400,
                    "conntrack.tcpEstablishedTimeout",
                    "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/"),
            new IdleTimeout(
                    "Linux conntrack",
                    432000,
                    "net.netfilter.nf_conntrack_tcp_timeout_established; often set lower",
                    "https://docs.kernel.org/networking/nf_conntrack-sysctl.html")));

    private IdleTimeouts() {}

    /** The shortest first. */
    public static List<IdleTimeout> all() {
        return ALL;
    }
}
