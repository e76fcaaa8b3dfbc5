package io.kafkatcp.core.connection;

import io.kafkatcp.core.connection.incident.Incidents;
import io.kafkatcp.core.connection.incident.NetworkThread;
import io.kafkatcp.core.options.CanaryAssignment;
import io.kafkatcp.core.options.OptionsReconciler;
import io.kafkatcp.core.thread.GuardedBy;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One Kafka client, known by its Selector, and its connections by node id. */
public final class Client {

    /** The round of one whose thread has not been met yet. */
    public static final int NEVER = -1;

    private final String id;
    private final String type;
    private final Incidents incidents = new Incidents();
    private final NetworkThread thread = new NetworkThread();
    /** Where its thread was seen while it was held up; on the agent's thread and that one. */
    private volatile String heldUpAt;

    private final WeakReference<ClassLoader> loader;
    private final WeakReference<Object> selector;
    private final WeakReference<Object> networkClient;
    private final CanaryAssignment canary;

    @GuardedBy("this")
    private final Map<String, Connection> connections = new HashMap<>();
    /** The last of each node that is gone: where lost records had gone to. */
    @GuardedBy("this")
    private final Map<String, Connection> former = new HashMap<>();
    /** The last round of a {@link OptionsReconciler} that its network thread has been through. */
    private volatile int round = NEVER;

    @GuardedBy("this")
    private Connection calling;

    @GuardedBy("this")
    private boolean ends;

    public Client(String id, String type, Object networkClient, Object selector, CanaryAssignment canary) {
        this.id = id;
        this.type = type;
        this.loader = new WeakReference<>(selector.getClass().getClassLoader());
        this.selector = new WeakReference<>(selector);
        this.networkClient = new WeakReference<>(networkClient);
        this.canary = canary;
    }

    /** A consumer's thread is the application's, which may do other things as long as it likes. */
    public boolean hasOwnThread() {
        return type.equals("producer") || type.equals("admin");
    }

    ClassLoader kafkaLoader() {
        return loader.get();
    }

    /** Null when Kafka has let go of it. */
    public Object selector() {
        return selector.get();
    }

    /** Null when Kafka has let go of it. */
    public Object networkClient() {
        return networkClient.get();
    }

    /** The arm of the canary that a connection to that node falls in. */
    public String arm(String nodeId) {
        return CanaryAssignment.text(canary.isEnforced(type, id, nodeId));
    }

    /** A client can be closed on another thread than it connects on. */
    public synchronized Connection connection(String nodeId) {
        return connections.get(nodeId);
    }

    /** The one to that node, or where there is none the last that there was, or null. */
    public synchronized Connection lastConnection(String nodeId) {
        Connection now = connections.get(nodeId);
        return now == null ? former.get(nodeId) : now;
    }

    synchronized void put(Connection connection) {
        connections.put(connection.nodeId(), connection);
    }

    public synchronized List<Connection> connections() {
        return new ArrayList<>(connections.values());
    }

    /** Not one that has meanwhile taken its place. */
    synchronized void remove(Connection connection) {
        if (connections.get(connection.nodeId()) == connection) {
            connections.remove(connection.nodeId());
            former.put(connection.nodeId(), connection);
        }
    }

    synchronized void end() {
        ends = true;
    }

    /** Whether Kafka has begun to close all of it. */
    public synchronized boolean ends() {
        return ends;
    }

    /** The attempt that {@code Selector.connect} is running for, or null. */
    synchronized void calling(Connection connection) {
        calling = connection;
    }

    synchronized Connection calling() {
        return calling;
    }

    public String id() {
        return id;
    }

    public String type() {
        return type;
    }

    public Incidents incidents() {
        return incidents;
    }

    public NetworkThread thread() {
        return thread;
    }

    public String heldUpAt() {
        return heldUpAt;
    }

    public void heldUpAt(String value) {
        heldUpAt = value;
    }

    public int round() {
        return round;
    }

    public void round(int value) {
        round = value;
    }
}
