package io.kafkatcp.core.options;

import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SocketOption;
import io.kafkatcp.core.record.Record;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/** The options of an open socket as the kernel reads them back, for its record. */
public final class OptionsInForce {

    private static final SocketOption[] OPTIONS = {
        SocketOption.TCP_KEEPIDLE, SocketOption.TCP_KEEPINTVL, SocketOption.TCP_KEEPCNT, SocketOption.TCP_USER_TIMEOUT
    };
    private static final String[] FIELDS = {
        "keepalive_idle_s", "keepalive_interval_s", "keepalive_count", "user_timeout_ms"
    };

    private final int[] values;

    private OptionsInForce(int[] values) {
        this.values = values;
    }

    public static OptionsInForce of(SocketChannel channel, Kernel kernel) {
        int[] values = new int[OPTIONS.length];
        for (int i = 0; i < OPTIONS.length; i++) {
            values[i] = read(channel, OPTIONS[i], kernel);
        }
        return new OptionsInForce(values);
    }

    private static int read(SocketChannel channel, SocketOption option, Kernel kernel) {
        try {
            return kernel.has(option) ? kernel.get(channel, option) : -1;
        } catch (IOException closed) {
            return -1;
        }
    }

    public void addTo(Record record) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] >= 0) {
                record.number(FIELDS[i], values[i]);
            }
        }
    }
}
