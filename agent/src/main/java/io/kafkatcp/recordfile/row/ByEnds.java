package io.kafkatcp.recordfile.row;

import java.util.Objects;

/**
 * What belongs to two ends, a host and its address, a peer's address and its port: found without a text made of them,
 * since millions of records name some thousands.
 */
public final class ByEnds<T> {

    private static final int FEWEST = 1 << 8;

    private Entry<T>[] places = table(FEWEST);
    private Entry<T> last;
    private int size;

    private static final class Entry<T> {
        private final int hash;
        private final String host;
        private final String localIp;
        private final String peerIp;
        private final long port;
        private final T value;

        Entry(String host, String localIp, String peerIp, long port, T value) {
            this.hash = hash(host, localIp, peerIp, port);
            this.host = host;
            this.localIp = localIp;
            this.peerIp = peerIp;
            this.port = port;
            this.value = value;
        }

        boolean is(String otherHost, String otherLocalIp, String otherPeerIp, long otherPort) {
            return port == otherPort
                    && same(localIp, otherLocalIp)
                    && same(peerIp, otherPeerIp)
                    && same(host, otherHost);
        }

        private static boolean same(String one, String other) {
            return one == other || one != null && one.equals(other);
        }
    }

    /** Null where there is none yet. */
    public T get(String host, String localIp, String peerIp, long port) {
        if (last != null && last.is(host, localIp, peerIp, port)) {
            return last.value;
        }
        return lookUp(host, localIp, peerIp, port);
    }

    private T lookUp(String host, String localIp, String peerIp, long port) {
        int hash = hash(host, localIp, peerIp, port);
        for (int i = hash & places.length - 1; places[i] != null; i = i + 1 & places.length - 1) {
            if (places[i].hash == hash && places[i].is(host, localIp, peerIp, port)) {
                last = places[i];
                return last.value;
            }
        }
        return null;
    }

    /** Where there was none. */
    public void put(String host, String localIp, String peerIp, long port, T value) {
        if (++size * 2 > places.length) {
            grow();
        }
        last = new Entry<>(host, localIp, peerIp, port, value);
        place(last);
    }

    private void place(Entry<T> entry) {
        int i = entry.hash & places.length - 1;
        while (places[i] != null) {
            i = i + 1 & places.length - 1;
        }
        places[i] = entry;
    }

    private void grow() {
        Entry<T>[] before = places;
        places = table(before.length * 2);
        for (Entry<T> entry : before) {
            if (entry != null) {
                place(entry);
            }
        }
    }

    private static int hash(String host, String localIp, String peerIp, long port) {
        int hash = (Objects.hashCode(host) * 31 + Objects.hashCode(localIp)) * 31 + Objects.hashCode(peerIp);
        hash = (hash * 31 + (int) port) * 0x9e3779b9;
        return hash ^ hash >>> 15;
    }

    @SuppressWarnings("unchecked")
    private static <T> Entry<T>[] table(int size) {
        return (Entry<T>[]) new Entry<?>[size];
    }
}
