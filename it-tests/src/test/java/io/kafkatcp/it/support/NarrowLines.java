package io.kafkatcp.it.support;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.path.Site;

/** Gives each connection of a site a line of its own to the broker: so much a second, behind a queue of its own. */
public final class NarrowLines {

    private static final int FIRST_PORT = 40_000;
    private static final int[] QUEUES = {100, 1_000};

    private NarrowLines() {}

    /** @param connections how many at most, the agent's own connects among them. Queues are short and long in turn. */
    public static void lay(Site site, int connections, int megabits) {
        site.producer().sysctl("net.ipv4.ip_local_port_range", FIRST_PORT + " " + (FIRST_PORT + connections - 1));
        // a line takes one segment after the other
        site.producer().run("ip", "link", "set", device(site.producer()), "gso_max_segs", "1");
        String device = device(site.middlebox().host());
        StringBuilder lines = new StringBuilder("qdisc add dev " + device + " root handle 1: htb\n");
        for (int i = 0; i < connections; i++) {
            String line = Integer.toHexString(i + 1);
            lines.append("class add dev %s parent 1: classid 1:%s htb rate %dmbit burst 3000 quantum 1514\n"
                            .formatted(device, line, megabits))
                    .append("qdisc add dev %s parent 1:%s pfifo limit %d\n"
                            .formatted(device, line, QUEUES[i % QUEUES.length]))
                    .append("filter add dev %s parent 1: protocol ip prio 1 u32 match ip sport %d 0xffff flowid 1:%s\n"
                            .formatted(device, FIRST_PORT + i, line));
        }
        site.middlebox().host().runWithInput(lines.toString(), "tc", "-batch", "-");
    }

    private static String device(Host host) {
        return host.run("ip", "-o", "route", "get", BrokerLab.ADDRESS).replaceAll("(?s).* dev (\\S+) .*", "$1");
    }
}
