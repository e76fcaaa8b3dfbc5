package io.kafkatcp.core.control;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.ClientRegistry;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.incident.Incident;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SocketOption;
import io.kafkatcp.core.kernel.SocketTable;
import io.kafkatcp.core.kernel.TcpInfo;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every connection of every client as it is now, by Kafka's names and the kernel's numbers. Not on Kafka's threads:
 * what it reads of theirs may be a moment old.
 */
public final class ConnectionRows {

    private static final SocketOption[] OPTIONS = {
        SocketOption.SO_KEEPALIVE,
        SocketOption.TCP_KEEPIDLE,
        SocketOption.TCP_KEEPINTVL,
        SocketOption.TCP_KEEPCNT,
        SocketOption.TCP_USER_TIMEOUT
    };
    private static final String[] FIELDS = {
        "keepalive", "keepalive_idle_s", "keepalive_interval_s", "keepalive_count", "user_timeout_ms"
    };

    private final ClientRegistry clients;
    private final NetworkClients networkClients;
    private final Kernel kernel;

    public ConnectionRows(ClientRegistry clients, NetworkClients networkClients, Kernel kernel) {
        this.clients = clients;
        this.networkClients = networkClients;
        this.kernel = kernel;
    }

    public List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        // the timers of all, by reading two files once
        SocketTable sockets = SocketTable.read();
        for (Client client : clients.all()) {
            for (Connection connection : client.connections()) {
                rows.add(row(client, connection, sockets));
            }
        }
        return rows;
    }

    private Map<String, Object> row(Client client, Connection connection, SocketTable sockets) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("row", "connection");
        row.put("client_id", client.id());
        row.put("client_type", client.type());
        row.put("node_id", connection.nodeId());
        Object networkClient = client.networkClient();
        if (networkClient != null) {
            row.put(
                    "role",
                    Role.of(connection.nodeId(), networkClients.partitionsLed(networkClient, connection.nodeId())));
            row.put("in_flight", (long) networkClients.inFlight(networkClient, connection.nodeId()));
        }
        put(row, "server_name", connection.endpoints().serverName());
        put(row, "local_ip", connection.endpoints().localIp());
        row.put("local_port", (long) connection.endpoints().localPort());
        put(row, "peer_ip", connection.endpoints().peerIp());
        row.put("peer_port", (long) connection.endpoints().peerPort());
        row.put("arm", connection.arm());
        row.put("idle_ms", connection.idleMs(System.nanoTime()));
        if (connection.isEnforced()) {
            row.put("trust", connection.flowState().state().name().toLowerCase(Locale.ROOT));
        }
        addKernels(row, connection);
        addTimer(row, connection, sockets);
        addVerdict(row, client, connection);
        return row;
    }

    private void addKernels(Map<String, Object> row, Connection connection) {
        TcpInfo info = connection.tcpInfo(kernel);
        if (info != null) {
            row.put("state", info.state());
            row.put("retransmits", (long) info.retransmits());
            row.put("unanswered_probes", (long) info.probes());
        }
        SocketChannel channel = connection.channel();
        for (int i = 0; i < OPTIONS.length && channel != null; i++) {
            try {
                if (kernel.has(OPTIONS[i])) {
                    row.put(FIELDS[i], (long) kernel.get(channel, OPTIONS[i]));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void addTimer(Map<String, Object> row, Connection connection, SocketTable sockets) {
        SocketTable.Timer timer = sockets.timer(
                connection.endpoints().localIp(),
                connection.endpoints().localPort(),
                connection.endpoints().peerIp(),
                connection.endpoints().peerPort());
        if (timer != null) {
            row.put("timer", timer.kind);
            row.put("timer_ms", timer.expiresMs);
        }
    }

    private static void addVerdict(Map<String, Object> row, Client client, Connection connection) {
        Incident incident = client.incidents().lastOf(connection.nodeId());
        if (incident != null) {
            row.put("verdict", incident.verdict().jsonName);
            row.put("verdict_ago_ms", incident.agoMs(System.nanoTime()));
        }
    }

    private static void put(Map<String, Object> row, String field, String value) {
        if (value != null) {
            row.put(field, value);
        }
    }
}
