package io.kafkatcp.correlate.fleet;

import io.kafkatcp.correlate.net.Ip;
import io.kafkatcp.correlate.net.Mac;
import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;

/** What a producer's own table said of the way to its broker when a connect failed. Immutable. */
public final class Neighbour {

    public final long timeMs;
    /** The broker, or the gateway towards it. */
    public final String ip;
    /** Null where it had none. */
    public final String mac;

    public final boolean complete;

    Neighbour(long timeMs, String ip, String mac, boolean complete) {
        this.timeMs = timeMs;
        this.ip = Ip.canonical(ip);
        this.mac = mac != null && Mac.is(mac) ? Mac.canonical(mac) : null;
        this.complete = complete && this.mac != null;
    }

    /** Null where the record does not say. */
    static Neighbour of(FileRecord record) {
        String ip = record.text(Field.NEIGHBOUR_IP);
        return ip == null
                ? null
                : new Neighbour(
                        record.timeMs(), ip, record.text(Field.NEIGHBOUR_MAC), record.flag(Field.NEIGHBOUR_COMPLETE));
    }
}
