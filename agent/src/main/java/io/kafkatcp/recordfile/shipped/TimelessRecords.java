package io.kafkatcp.recordfile.shipped;

import io.kafkatcp.recordfile.json.ByteText;
import io.kafkatcp.recordfile.json.Text;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Records whose time a shipper has taken out of them, until it is found in an object around them. */
public final class TimelessRecords {

    private static final int MOST = 1_000;
    private static final int MOST_BYTES = 1 << 20;

    private final List<byte[]> texts = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private final List<Long> identities = new ArrayList<>();
    private int length;

    /** @return false where there are too many */
    public boolean add(byte[] text, int from, int to, long line, long identity) {
        if (texts.size() == MOST || length + to - from > MOST_BYTES) {
            return false;
        }
        byte[] copy = new byte[to - from];
        System.arraycopy(text, from, copy, 0, copy.length);
        texts.add(copy);
        lines.add(line);
        identities.add(identity);
        length += copy.length;
        return true;
    }

    public TimelessRecords and(TimelessRecords others) {
        texts.addAll(others.texts);
        lines.addAll(others.lines);
        identities.addAll(others.identities);
        length += others.length;
        return this;
    }

    /** Leaves those out that were found in another form. */
    public void forget(long identity) {
        for (int i = identities.indexOf(identity); i >= 0; i = identities.indexOf(identity)) {
            identities.remove(i);
            lines.remove(i);
            length -= texts.remove(i).length;
        }
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    public List<Long> lines() {
        return lines;
    }

    /** The same records, each with that value as its time. */
    public Text at(byte[] text, int from, int to) {
        byte[] time = "{\"time\":".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream together = new ByteArrayOutputStream(length + texts.size() * 64);
        for (byte[] record : texts) {
            together.write(time, 0, time.length);
            together.write(text, from, to - from);
            together.write(',');
            together.write(record, 1, record.length - 1);
            together.write('\n');
        }
        return new ByteText(together.toByteArray(), lines.get(0));
    }
}
