package io.kafkatcp.core.kernel;

/**
 * One entry of the local neighbour (ARP) table: whether this host itself knows a MAC for the next hop towards a peer.
 */
public final class Neighbour {

    /** The peer, or the gateway towards it. */
    public final String ip;
    /** Null where there is no entry, or none that is complete. */
    public final String mac;

    public final boolean complete;

    Neighbour(String ip, String mac, boolean complete) {
        this.ip = ip;
        this.mac = mac;
        this.complete = complete;
    }
}
