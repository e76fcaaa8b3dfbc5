package io.kafkatcp.lab.path;

/**
 * Completes the TCP checksum of a packet inside a VXLAN datagram: a kernel leaves it to hardware, of which a relay in
 * user space is none.
 */
final class TcpChecksum {
    private static final int VXLAN_AND_ETHERNET = 8 + 14;
    private static final int IPV4 = 0x0800;
    private static final int TCP = 6;

    private TcpChecksum() {}

    static void complete(byte[] data) {
        int ip = VXLAN_AND_ETHERNET;
        if (data.length < ip + 40 || word(data, ip - 2) != IPV4 || data[ip + 9] != TCP) {
            return;
        }
        int tcp = ip + (data[ip] & 0x0f) * 4;
        int end = ip + word(data, ip + 2);
        data[tcp + 16] = 0;
        data[tcp + 17] = 0;
        // the pseudo header: both addresses, the protocol and the length
        long sum = sum(data, ip + 12, ip + 20) + TCP + (end - tcp) + sum(data, tcp, end);
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        data[tcp + 16] = (byte) (~sum >>> 8);
        data[tcp + 17] = (byte) ~sum;
    }

    private static long sum(byte[] data, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i += 2) {
            sum += i + 1 < to ? word(data, i) : (data[i] & 0xff) << 8;
        }
        return sum;
    }

    private static int word(byte[] data, int at) {
        return (data[at] & 0xff) << 8 | data[at + 1] & 0xff;
    }
}
