package io.kafkatcp.recordfile.scan;

import io.kafkatcp.recordfile.row.Field;
import java.util.EnumSet;
import java.util.Set;

/** The same for two that may be one record, whatever encoder wrote them: of whom, to whom and about what. */
final class RecordIdentity {

    private static final Field[] FIELDS = Field.values();
    /** Their values have no escapes, and no encoder writes them in two ways but for quotation marks and fractions. */
    private static final Set<Field> NAMING = EnumSet.of(
            Field.EVENT,
            Field.LOCAL_IP,
            Field.LOCAL_PORT,
            Field.PEER_IP,
            Field.PEER_PORT,
            Field.TOPIC,
            Field.PARTITION);

    private final Wrapped wrapped = new Wrapped();

    long of(byte[] text, OpenValue object) {
        long hash = 1;
        for (int i = 0; i < object.count; i++) {
            int slot = object.slots[i];
            if (slot < MemberNames.FIRST_TIME && NAMING.contains(FIELDS[slot])) {
                wrapped.unwrap(text, object.start + object.from[i], object.start + object.to[i]);
                long one = slot;
                int from = text[wrapped.from] == '"' ? wrapped.from + 1 : wrapped.from;
                int to = from > wrapped.from ? wrapped.to - 1 : wrapped.to;
                for (int j = from; j < to && !isFraction(text, j, to); j++) {
                    one = one * 31 + text[j];
                }
                // members may come in another order
                hash += one * 0x9e3779b97f4a7c15L ^ one >>> 29;
            }
        }
        return hash;
    }

    /** Some make floating point numbers of all numbers. */
    private static boolean isFraction(byte[] text, int at, int end) {
        return at == end - 2 && text[at] == '.' && text[at + 1] == '0';
    }
}
