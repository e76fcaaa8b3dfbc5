package io.kafkatcp.core.connection;

import io.kafkatcp.core.firstsend.FirstSend;
import io.kafkatcp.core.flow.FlowState;
import io.kafkatcp.core.flow.UserTimeouts;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SocketOption;
import io.kafkatcp.core.kernel.TcpInfo;
import io.kafkatcp.core.options.CanaryAssignment;
import io.kafkatcp.core.options.OriginalValues;
import io.kafkatcp.core.record.Verdict;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * One connection of a Kafka client's to one node, from the attempt to its end. Holds the application's channel weakly:
 * a selection key would lead from it to all of the client.
 */
public final class Connection {

    private final Client client;
    private final String nodeId;
    private final String serverName;
    private final Counts counts = new Counts();
    private final long startedNs;
    private final Handshake handshake;
    /** When the last request was sent or the last bytes of a response came; on the network thread alone. */
    private long lastNs;
    /** The first request after idle that waits for its answer, or null; on the network thread alone. */
    private FirstSend send;
    /** Whether Kafka sent a request on it: then TLS and SASL, which do not count as requests, were over. */
    private volatile boolean used;
    /** Why Kafka began to close it by itself, or null. */
    private volatile String closedBy;
    /** Why it could not be read any more, in the kernel's words or the agent's, or null. */
    private volatile String readError;

    private volatile Verdict verdict;
    /** On the network thread alone. */
    private final OriginalValues originals = new OriginalValues();

    private final FlowState flowState = new FlowState();
    /** Null until its socket has been looked at. */
    private volatile Boolean enforced;

    private volatile WeakReference<SocketChannel> channel = new WeakReference<>(null);
    private volatile WeakReference<Object> kafkaChannel = new WeakReference<>(null);
    private InetSocketAddress peer;
    private InetSocketAddress local;
    private boolean called;
    private boolean open;
    private long openedNs;

    public Connection(Client client, String nodeId, String serverName, long nowNs) {
        this.client = client;
        this.nodeId = nodeId;
        this.serverName = serverName;
        this.startedNs = nowNs;
        this.handshake = new Handshake(nowNs);
        this.lastNs = nowNs;
    }

    public void enforced(boolean gotTheOptions) {
        enforced = gotTheOptions;
    }

    /** Whether its socket has the agent's options. */
    public boolean isEnforced() {
        return Boolean.TRUE.equals(enforced);
    }

    /** The arm of the canary that it is in. */
    public String arm() {
        return enforced == null ? client.arm(nodeId) : CanaryAssignment.text(enforced);
    }

    void connectTo(InetSocketAddress address) {
        peer = address;
        called = true;
    }

    /** False where the attempt ended before there was an address to connect to. */
    boolean wasCalled() {
        return called;
    }

    public void channel(SocketChannel socket) {
        channel = new WeakReference<>(socket);
    }

    public SocketChannel channel() {
        return channel.get();
    }

    void kafkaChannel(Object made) {
        kafkaChannel = new WeakReference<>(made);
    }

    /** Null before Kafka has made it, and when Kafka has let go of it. */
    Object kafkaChannel() {
        return kafkaChannel.get();
    }

    /** What the kernel knows of it now, or null where its socket is gone or cannot be asked. */
    public TcpInfo tcpInfo(Kernel kernel) {
        SocketChannel socket = channel();
        return socket == null || !socket.isOpen() ? null : kernel.tcpInfo(socket);
    }

    /** How much of its data the kernel puts into one segment now, or -1 where it does not tell. */
    public int segmentBytes(Kernel kernel) {
        SocketChannel socket = channel();
        try {
            return socket == null || !kernel.has(SocketOption.TCP_MAXSEG)
                    ? -1
                    : kernel.get(socket, SocketOption.TCP_MAXSEG);
        } catch (IOException closed) {
            return -1;
        }
    }

    void local(InetSocketAddress address) {
        if (address != null && !address.getAddress().isAnyLocalAddress()) {
            local = address;
        }
    }

    /** Was there before the agent, and connected: since when is not known better than since when it was attempted. */
    void foundOpen(long lastUsedNs, boolean wasUsed) {
        open = true;
        openedNs = startedNs;
        lastNs = lastUsedNs;
        used = wasUsed;
    }

    /** Requests that were under way when it was met. */
    void foundWaiting(int inFlight) {
        counts.foundWaiting(inFlight);
    }

    /** The agent is about to end it, for that verdict: what Kafka reads then is no error of the network's. */
    public void endedAs(Verdict verdict) {
        readError = verdict + ": ended by the agent";
    }

    /** What comparison says of it while nothing is acknowledged, or null. */
    public Verdict judged() {
        return verdict;
    }

    public void judged(Verdict verdict) {
        this.verdict = verdict;
    }

    /** Silence alone does not tell this connection from the whole way: only comparison does. */
    public Verdict compared() {
        return verdict == null ? Verdict.UNDETERMINED : verdict;
    }

    public long startedNs() {
        return startedNs;
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

    void opened(long nowNs) {
        open = true;
        openedNs = nowNs;
        lastNs = nowNs;
        handshake.opened(nowNs, heldUpMs(nowNs));
    }

    /** Its SYN leaves now. */
    void connecting(long nowNs) {
        handshake.synSent(nowNs, heldUpMs(nowNs));
    }

    private long heldUpMs(long nowNs) {
        return client.thread().heldUpMs(nowNs);
    }

    /**
     * The kernel's retransmission timeout as it was when last known, or guessed by the handshake; -1 where nothing is
     * known.
     */
    public int rtoMs() {
        int known = flowState.rtoMs();
        return known >= 0 || handshake.tookMs() < 0 ? known : UserTimeouts.rtoOfHandshake(handshake.tookMs());
    }

    public boolean isOpen() {
        return open;
    }

    /** -1 where the kernel could not be asked in time. */
    public int synRetransmits() {
        return handshake.synRetransmits();
    }

    Handshake handshake() {
        return handshake;
    }

    public long connectMs(long nowNs) {
        return handshake.sinceStartMs(nowNs);
    }

    public long livedMs(long nowNs) {
        return (nowNs - openedNs) / 1_000_000;
    }

    /** Requests on it that wait for their answer; 0 where it is not open, or its client is gone. */
    public int inFlight(NetworkClients networkClients) {
        Object networkClient = client.networkClient();
        return networkClient == null || !open ? 0 : networkClients.inFlight(networkClient, nodeId);
    }

    public long idleMs(long nowNs) {
        return (nowNs - lastNs) / 1_000_000;
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

    /** For a sentence: {@code node 1 (10.0.3.7:9092)}. */
    public String describe() {
        String where = peerIp() == null ? serverName : peerIp() + ":" + peerPort();
        return "node " + nodeId + (where == null ? "" : " (" + where + ")");
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

    public Client client() {
        return client;
    }

    public String nodeId() {
        return nodeId;
    }

    public String serverName() {
        return serverName;
    }

    public Counts counts() {
        return counts;
    }

    public long lastNs() {
        return lastNs;
    }

    public void lastNs(long value) {
        lastNs = value;
    }

    public FirstSend firstSend() {
        return send;
    }

    public void firstSend(FirstSend send) {
        this.send = send;
    }

    public boolean used() {
        return used;
    }

    public void used(boolean value) {
        used = value;
    }

    /** Whether Kafka began to close it by itself. */
    public boolean givenUp() {
        return closedBy != null;
    }

    /** Why it did, or null. */
    String closedBy() {
        return closedBy;
    }

    void closedBy(String reason) {
        closedBy = reason;
    }

    public String readError() {
        return readError;
    }

    public void readError(String value) {
        readError = value;
    }

    public OriginalValues originals() {
        return originals;
    }

    public FlowState flowState() {
        return flowState;
    }
}
