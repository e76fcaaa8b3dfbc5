package io.kafkatcp.core.connection;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where a connection leads from and to, as it becomes known, and how records and sentences write it. */
public final class Endpoints {

    private final String serverName;
    private InetSocketAddress peer;
    private InetSocketAddress local;
    private boolean called;

    Endpoints(String serverName) {
        this.serverName = serverName;
    }

    void connectTo(InetSocketAddress address) {
        peer = address;
        called = true;
    }

    /** False where the attempt ended before there was an address to connect to. */
    boolean wasCalled() {
        return called;
    }

    void local(InetSocketAddress address) {
        if (address != null && !address.getAddress().isAnyLocalAddress()) {
            local = address;
        }
    }

    /** The broker's name as Kafka was given it. */
    public String serverName() {
        return serverName;
    }

    public InetSocketAddress peer() {
        return peer;
    }

    InetAddress peerAddress() {
        return peer == null ? null : peer.getAddress();
    }

    /** Null where it is not known. */
    public InetAddress localAddress() {
        return local == null ? null : local.getAddress();
    }

    public String peerIp() {
        return ip(peer);
    }

    public String localIp() {
        return ip(local);
    }

    public int peerPort() {
        return peer == null ? -1 : peer.getPort();
    }

    public int localPort() {
        return local == null ? -1 : local.getPort();
    }

    /** For a sentence, behind the node's name: {@code (10.0.3.7:9092)}, or nothing. */
    String describePeer() {
        String where = peerIp() == null ? serverName : peerIp() + ":" + peerPort();
        return where == null ? "" : " (" + where + ")";
    }

    public String describeLocal() {
        return local == null ? "an unknown address" : localIp() + ":" + localPort();
    }

    /** As the kernel's tables show it, an IPv4 address unmapped: Java already makes an Inet4Address of a mapped one. */
    private static String ip(InetSocketAddress address) {
        InetAddress ip = address == null ? null : address.getAddress();
        if (ip == null) {
            return null;
        }
        String text = ip.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
