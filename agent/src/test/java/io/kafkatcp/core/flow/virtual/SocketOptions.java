package io.kafkatcp.core.flow.virtual;

import io.kafkatcp.core.kernel.SocketOption;
import java.util.EnumMap;
import java.util.Map;

/** What a virtual socket was told, at first as Linux makes one, with keepalive as Kafka switches it on. */
public final class SocketOptions {

    private final Map<SocketOption, Integer> values = new EnumMap<>(SocketOption.class);

    SocketOptions() {
        values.put(SocketOption.SO_KEEPALIVE, 1);
        values.put(SocketOption.TCP_USER_TIMEOUT, 0);
        values.put(SocketOption.TCP_KEEPCNT, 9);
        values.put(SocketOption.TCP_KEEPINTVL, 75);
        values.put(SocketOption.TCP_KEEPIDLE, 7_200);
    }

    public int get(SocketOption option) {
        return values.getOrDefault(option, -1);
    }

    void put(SocketOption option, int value) {
        values.put(option, value);
    }

    int userTimeoutMs() {
        return get(SocketOption.TCP_USER_TIMEOUT);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
