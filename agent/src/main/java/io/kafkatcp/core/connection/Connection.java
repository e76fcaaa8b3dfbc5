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
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.channels.SocketChannel;

/**
 * One connection of a Kafka client's to one node, from the attempt to its end. Holds the application's channel weakly:
 * a selection key would lead from it to all of the client.
 */
public final class Connection {

    private final Client client;
    private final String nodeId;
    private final Endpoints endpoints;
    private final Counts counts = new Counts();
    private final long startedNs;
    private final Handshake handshake;
    /** When the last request was sent or the last bytes of a response came; on the network thread alone. */
    private long lastNs;
    /** The first request after idle that waits for its answer, or null; on the network thread alone. */
    private FirstSend send;
    /** Whether Kafka sent a request on it: then TLS and SASL, which do not count as requests, were over. */
    private volatile boolean used;

    private final CloseState closeState = new CloseState();
    /** On the network thread alone. */
    private final OriginalValues originals = new OriginalValues();

    private final FlowState flowState = new FlowState();
    /** Null until its socket has been looked at. */
    private volatile Boolean enforced;

    private volatile WeakReference<SocketChannel> channel = new WeakReference<>(null);
    private volatile WeakReference<Object> kafkaChannel = new WeakReference<>(null);
    private boolean open;
    private boolean foundOpen;
    private long openedNs;

    public Connection(Client client, String nodeId, String serverName, long nowNs) {
        this.client = client;
        this.nodeId = nodeId;
        this.endpoints = new Endpoints(serverName);
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

    /** Was there before the agent, and connected: since when is not known better than since when it was attempted. */
    void foundOpen(long lastUsedNs, boolean wasUsed) {
        open = true;
        foundOpen = true;
        openedNs = startedNs;
        lastNs = lastUsedNs;
        used = wasUsed;
    }

    /** Whether nobody saw its beginning. */
    public boolean wasFoundOpen() {
        return foundOpen;
    }

    public long startedNs() {
        return startedNs;
    }

    /** @param standstillMs for so long the whole JVM has not run, which the client does not know yet */
    void opened(long nowNs, long standstillMs) {
        open = true;
        openedNs = nowNs;
        lastNs = nowNs;
        handshake.opened(nowNs, heldUpMs(nowNs) + standstillMs);
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

    public Handshake handshake() {
        return handshake;
    }

    public long livedMs(long nowNs) {
        return (nowNs - openedNs) / 1_000_000;
    }

    /** Requests on it that wait for their answer; 0 where it is not open, or its client is gone. */
    public int inFlight(NetworkClients networkClients) {
        Object networkClient = client.networkClient();
        return networkClient == null || !open ? 0 : networkClients.inFlight(networkClient, nodeId);
    }

    /** @param nowNs as whoever asks has read it: the network thread may have used it since */
    public long idleMs(long nowNs) {
        return Math.max(0, nowNs - lastNs) / 1_000_000;
    }

    /** For a sentence: {@code node 1 (10.0.3.7:9092)}. */
    public String describe() {
        return "node " + nodeId + endpoints.describePeer();
    }

    public Client client() {
        return client;
    }

    public String nodeId() {
        return nodeId;
    }

    public Endpoints endpoints() {
        return endpoints;
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

    public CloseState closeState() {
        return closeState;
    }

    public OriginalValues originals() {
        return originals;
    }

    public FlowState flowState() {
        return flowState;
    }
}
