package io.kafkatcp.core.options;

import io.kafkatcp.core.kernel.SocketOption;
import java.util.EnumMap;
import java.util.Map;

/** What a socket had before the agent set it, to be given back. Touched with its connection's flow state locked. */
public final class OriginalValues {

    private Map<SocketOption, Integer> values;

    boolean has(SocketOption option) {
        return values != null && values.containsKey(option);
    }

    void keep(SocketOption option, int value) {
        if (values == null) {
            values = new EnumMap<>(SocketOption.class);
        }
        values.put(option, value);
    }

    /** Null where it was never set. */
    Integer take(SocketOption option) {
        return values == null ? null : values.remove(option);
    }
}
