package io.kafkatcp.correlate.net;

/** A range of addresses like 10.0.1.16/28 or fd00::/80, as clouds delegate them to an interface. Pure. */
public final class Prefix {

    private static final int DELEGATED_V4 = 28;
    private static final int DELEGATED_V6 = 80;

    private final byte[] network;
    private final int bits;
    private final String text;

    private Prefix(byte[] network, int bits, String text) {
        this.network = network;
        this.bits = bits;
        this.text = text;
    }

    /** Null where it is none. */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = slash < 0 ? null : Ip.bytes(text.substring(0, slash));
        if (network == null || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return null;
        }
        int bits = Integer.parseInt(text.substring(slash + 1));
        return bits > network.length * 8 ? null : new Prefix(network, bits, text);
    }

    /** Whether it is one host's address, with the length of its network behind it. */
    public boolean isHost() {
        for (int bit = bits; bit < network.length * 8; bit++) {
            if ((network[bit / 8] & 0x80 >> bit % 8) != 0) {
                return true;
            }
        }
        return bits == network.length * 8;
    }

    /** Whether it is as long as those that AWS delegates to interfaces, and hardly any network. */
    public boolean isAsDelegated() {
        return bits == (network.length == 4 ? DELEGATED_V4 : DELEGATED_V6);
    }

    /** Without its length. */
    public String address() {
        return text.substring(0, text.indexOf('/'));
    }

    public boolean contains(String ip) {
        byte[] address = Ip.bytes(ip);
        if (address == null || address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
