package io.kafkatcp.report.firstsend;

import io.kafkatcp.recordfile.row.Field;
import io.kafkatcp.recordfile.row.FileRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stall is recorded while it waits and again when it is over; this counts it once, by its end. Remembers a bounded
 * number of each, in whatever order rotated files bring them.
 */
public final class StallEnds {

    static final int MOST = 50_000;

    private final Map<String, FirstSend> waiting = bounded();
    private final Map<String, Boolean> over = bounded();
    private final List<FirstSend> forgotten = new ArrayList<>();

    public void stalled(FileRecord record, FirstSend send) {
        String key = key(record);
        if (over.remove(key) == null) {
            waiting.put(key, send);
        }
    }

    public void ended(FileRecord record, FirstSend send) {
        if (!send.slow) {
            return;
        }
        String key = key(record);
        if (waiting.remove(key) == null) {
            over.put(key, true);
        }
    }

    /** Stalls without an end that are not waited for any more, since there are too many. */
    public List<FirstSend> takeForgotten() {
        List<FirstSend> taken = new ArrayList<>(forgotten);
        forgotten.clear();
        return taken;
    }

    /** After the last record: those whose end nobody recorded. */
    public List<FirstSend> takeWaiting() {
        List<FirstSend> taken = new ArrayList<>(waiting.values());
        waiting.clear();
        return taken;
    }

    private static String key(FileRecord record) {
        return record.text(Field.HOST) + "|" + record.number(Field.PID, -1) + "|" + record.text(Field.LOCAL_IP) + ":"
                + record.number(Field.LOCAL_PORT, -1) + "|" + record.text(Field.PEER_IP) + ":"
                + record.number(Field.PEER_PORT, -1) + "|"
                + record.text(Field.CLIENT_ID) + "|" + record.number(Field.IDLE_MS, -1);
    }

    private <V> Map<String, V> bounded() {
        return new LinkedHashMap<String, V>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                boolean tooMany = size() > MOST;
                if (tooMany && eldest.getValue() instanceof FirstSend) {
                    forgotten.add((FirstSend) eldest.getValue());
                }
                return tooMany;
            }
        };
    }
}
