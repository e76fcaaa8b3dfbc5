package io.kafkatcp.it.apps;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Connects from each port of a range, one after the other, and resets: {@code ConnectFromEach LOCAL_IP FIRST_PORT PORTS
 * PEER_IP PEER_PORT}. No port is left in TIME_WAIT.
 */
public final class ConnectFromEach {

    private ConnectFromEach() {}

    public static void main(String[] arguments) throws Exception {
        InetAddress local = InetAddress.getByName(arguments[0]);
        int first = Integer.parseInt(arguments[1]);
        int ports = Integer.parseInt(arguments[2]);
        InetSocketAddress peer = new InetSocketAddress(arguments[3], Integer.parseInt(arguments[4]));
        for (int port = first; port < first + ports; port++) {
            try (Socket socket = new Socket()) {
                socket.setSoLinger(true, 0);
                socket.bind(new InetSocketAddress(local, port));
                socket.connect(peer, 5_000);
            }
        }
    }
}
