package io.kafkatcp.correlate.host;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A host's TCP sockets over some seconds: who is connected, whose SYN waits for its last ACK, whose queue is full, and
 * by how much the kernel's counters of dropped SYNs grew. Bounded by what the host has sockets.
 */
public final class SocketSamples {

    private static final String TCP_EXT = "TcpExt:";

    /** By local port, whose connections are established. */
    private final Map<Integer, Set<String>> established = new HashMap<>();
    /** By "port remoteIp remotePort": the most retransmits of the SYN-ACK, and in how many samples. */
    private final Map<String, long[]> synReceived = new HashMap<>();

    private final Set<Integer> listeners = new HashSet<>();
    private final Set<Integer> full = new HashSet<>();
    private final Map<String, Long> first = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private String[] names = new String[0];
    private long lastMs = HostFile.UNKNOWN;
    private int samples;

    void begin(long timeMs) {
        lastMs = Math.max(lastMs, timeMs);
        samples++;
    }

    /** A line within a sample. */
    void sampled(String line) {
        if (line.startsWith(TCP_EXT)) {
            counters(line.substring(TCP_EXT.length()).trim().split("\\s+"));
        } else {
            socket(SocketLine.parse(line));
        }
    }

    /** @param line may be null */
    void socket(SocketLine line) {
        if (line == null) {
            return;
        }
        if (line.state == SocketLine.State.LISTEN) {
            listeners.add(line.localPort);
            if (line.isFull()) {
                full.add(line.localPort);
            }
        } else if (line.state == SocketLine.State.ESTABLISHED) {
            established.computeIfAbsent(line.localPort, port -> new HashSet<>()).add(line.remoteIp);
        } else if (line.state == SocketLine.State.SYN_RECV) {
            long[] seen = synReceived.computeIfAbsent(
                    line.localPort + " " + line.remoteIp + " " + line.remotePort, key -> new long[2]);
            seen[0] = Math.max(seen[0], line.retransmits);
            seen[1]++;
        }
    }

    /** The names stand in one line, and their values in the next. */
    private void counters(String[] words) {
        if (words.length > 0 && !words[0].matches("-?\\d+")) {
            names = words;
            return;
        }
        for (int i = 0; i < Math.min(names.length, words.length); i++) {
            if (words[i].matches("-?\\d{1,18}")) {
                first.putIfAbsent(names[i], Long.parseLong(words[i]));
                last.put(names[i], Long.parseLong(words[i]));
            }
        }
    }

    /** How often the kernel sent its SYN-ACK to that client again; -1 where no such socket was seen for long. */
    public long synAckRetransmits(int port, String clientIp) {
        long most = -1;
        for (Map.Entry<String, long[]> entry : synReceived.entrySet()) {
            long[] seen = entry.getValue();
            // a handshake that goes well is over within a round trip
            boolean waits = seen[0] > 0 || seen[1] > 1;
            if (waits && entry.getKey().startsWith(port + " " + clientIp + " ")) {
                most = Math.max(most, seen[0]);
            }
        }
        return most;
    }

    public boolean listensAt(int port) {
        return listeners.contains(port);
    }

    /** Whether one of the samples shows the queue of connections that wait to be accepted full. */
    public boolean isFull(int port) {
        return full.contains(port);
    }

    public boolean isConnected(int port, String clientIp) {
        return established.getOrDefault(port, Collections.emptySet()).contains(clientIp);
    }

    /** By how much a counter of /proc/net/netstat grew; 0 where there is none. */
    public long grown(String counter) {
        return last.getOrDefault(counter, 0L) - first.getOrDefault(counter, 0L);
    }

    /** Of the last sample; {@link HostFile#UNKNOWN} where there is none. */
    public long lastMs() {
        return lastMs;
    }

    /** Whether there are enough to see something grow, or not come. */
    public boolean isSampled() {
        return samples > 1;
    }
}
