package io.kafkatcp.it.support;

import io.kafkatcp.lab.Host;

/** The local port over which a host's only producer sends its records, also without the agent's records of it. */
public final class LeaderPort {

    private LeaderPort() {}

    /** Of the established connection that sent most. */
    public static int of(Host producer) {
        String sockets = producer.run("ss", "-tniH", "state", "established", "dport", "=", ":9092");
        int port = -1;
        long most = -1;
        for (String socket : sockets.split("\n(?=\\S)")) {
            long sent = Long.parseLong(socket.replaceAll("(?s).* bytes_sent:(\\d+).*", "$1"));
            if (sent > most) {
                most = sent;
                port = Integer.parseInt(socket.replaceAll("(?s)^\\S+\\s+\\S+\\s+\\S+:(\\d+)\\s.*", "$1"));
            }
        }
        return port;
    }
}
