package io.kafkatcp.correlate.host;

/**
 * The line that gathers what a host knows of a failing connect: neighbours, sockets in SYN_RECV, full queues. It needs
 * neither root nor Java, and where ip or ss are missing /proc says the same.
 */
public final class Collect {

    /** Six samples in ten seconds: counters tell only by how they grow, and a client sends its SYN again meanwhile. */
    public static final String COMMAND = "(PATH=$PATH:/usr/sbin:/sbin; t() { echo \"# $1 $(date -u"
            + " +%Y-%m-%dT%H:%M:%SZ)\"; }; t collected; echo \"# host $(hostname)\"; echo \"# addresses\"; ip -o addr;"
            + " echo \"# neighbours\"; ip -s neigh || cat /proc/net/arp; echo \"# gc_thresh\";"
            + " grep . /proc/sys/net/ipv[46]/neigh/default/gc_thresh[123]; echo \"# sockets\";"
            + " ss -tano || cat /proc/net/tcp /proc/net/tcp6; for i in 1 2 3 4 5 6; do t sample;"
            + " grep ^TcpExt: /proc/net/netstat; ss -tano state syn-recv state listening ||"
            + " grep -hE ' (03|0A) ' /proc/net/tcp /proc/net/tcp6; [ $i = 6 ] || sleep 2; done) 2>/dev/null"
            + " > collected-$(hostname).txt";

    private Collect() {}
}
