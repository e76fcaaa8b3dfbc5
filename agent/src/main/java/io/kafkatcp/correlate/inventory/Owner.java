package io.kafkatcp.correlate.inventory;

/** Who has an address: a network interface, or a machine, and the network in which that holds. Immutable. */
public final class Owner {

    /** As the cloud calls it; null where the file does not say. */
    final String name;
    /** Null where the file has none, as Google Cloud's. */
    public final String mac;
    /** VPC or virtual network; null where the file does not say. */
    final String network;

    final String subnet;
    final String account;
    /** File, and line where there are lines. */
    final String place;

    Owner(String name, String mac, String network, String subnet, String account, String place) {
        this.name = name;
        this.mac = mac;
        this.network = network;
        this.subnet = subnet;
        this.account = account;
        this.place = place;
    }

    /** A hardware address is one interface's, in however many files it stands. */
    boolean is(Owner other) {
        return mac != null || other.mac != null
                ? mac != null && mac.equals(other.mac)
                : describe().equals(other.describe());
    }

    /** Its own words, like "eni-1 in vpc-1". */
    public String describe() {
        return (name == null ? mac == null ? "an interface" : mac : name)
                + (network == null ? "" : " in " + network)
                + (account == null ? "" : " of " + account);
    }

    /** With its hardware address and where it stands. */
    String full() {
        return describe() + (name == null || mac == null ? "" : " (" + mac + ")") + ", " + place;
    }
}
