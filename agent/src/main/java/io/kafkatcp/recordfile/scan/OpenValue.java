package io.kafkatcp.recordfile.scan;

import java.util.Arrays;

/**
 * An object or array whose end has not been read yet: where it began, and where in it the values stand that a record
 * can have. Nothing is decoded before it is known to be a record.
 */
public final class OpenValue {

    private static final int USUAL = 32;
    private static final long SECOND_MS = 1_000;

    boolean array;
    /** In the window; -1 once it is longer than a record can be. */
    public int start;

    public long line;
    /** The member that is read now: its slot in {@link MemberNames}, and how many came before it. */
    int slot;

    int member;
    /** Bits of what makes it a record: {@link MemberNames#EVENT} and the like. */
    int seen;

    /** Bits of names in it that are OTLP's. */
    int otlp;

    /** Where the first name that is not the agent's stands, from {@link #start}; -1 where all are. */
    public int unknownFrom;

    int unknownTo;
    /** Whether a record was found in it. */
    boolean yielded;
    /** The last of these: its identity, when it was, and in which member it stood. */
    long copyOf;

    long copyMs;
    int copyMember;

    int count;
    int[] slots = new int[USUAL];
    /** From {@link #start}, with quotation marks. */
    int[] from = new int[USUAL];

    int[] to = new int[USUAL];

    OpenValue begin(boolean isArray, int at, long atLine) {
        array = isArray;
        start = at;
        line = atLine;
        slot = MemberNames.OTHER;
        member = 0;
        seen = 0;
        otlp = 0;
        unknownFrom = -1;
        yielded = false;
        copyOf = 0;
        count = 0;
        if (slots.length > USUAL) {
            // a hostile one must not leave its size behind, at every depth
            slots = new int[USUAL];
            from = new int[USUAL];
            to = new int[USUAL];
        }
        return this;
    }

    /** Keeps where a value stands, both from the window's beginning. */
    void value(int valueFrom, int valueTo) {
        if (count == slots.length) {
            slots = Arrays.copyOf(slots, count * 2);
            from = Arrays.copyOf(from, count * 2);
            to = Arrays.copyOf(to, count * 2);
        }
        slots[count] = slot;
        from[count] = valueFrom - start;
        to[count++] = valueTo - start;
        seen |= MemberNames.bit(slot);
    }

    /** The member whose value comes next; its name stands there in the window, or {@code nameFrom} is 0. */
    void named(int slotOfMember, int nameFrom, int nameTo) {
        member++;
        slot = slotOfMember;
        if (slotOfMember <= MemberNames.RESOURCE) {
            otlp(slotOfMember);
        }
        boolean known = slotOfMember == MemberNames.OTHER || slotOfMember >= 0 && slotOfMember < MemberNames.FIRST_TIME;
        if (!known && unknownFrom < 0 && start >= 0 && nameFrom > 0) {
            unknownFrom = nameFrom - start;
            unknownTo = nameTo - start;
        }
    }

    void otlp(int slotOfOtlp) {
        otlp |= 1 << -slotOfOtlp;
    }

    boolean hasOtlp(int slotOfOtlp) {
        return (otlp & 1 << -slotOfOtlp) != 0;
    }

    /** Which of the values is the time that it is most likely to be of; -1 where none is. */
    int time() {
        int best = -1;
        for (int i = 0; i < count; i++) {
            boolean isTime = MemberNames.bit(slots[i]) == MemberNames.TIME;
            if (isTime && (best < 0 || slots[i] < slots[best])) {
                best = i;
            }
        }
        return best;
    }

    /** Whether a record found in it may be one that is found in the same envelope again. */
    boolean hadCopy(long identity, long timeMs) {
        return copyOf == identity && isSameMoment(copyMs, timeMs);
    }

    /** Some keep whole seconds alone, or take the time out. */
    static boolean isSameMoment(long oneMs, long otherMs) {
        return oneMs == RecordDecoder.TIMELESS
                || otherMs == RecordDecoder.TIMELESS
                || Math.abs(oneMs - otherMs) < SECOND_MS;
    }

    /** Whether it says of itself that it is a record of the agent's. */
    boolean isOurs() {
        return !array && start >= 0 && (seen & MemberNames.RECORD) == MemberNames.RECORD;
    }

    /** Whether it would have become one, had it not been cut off. */
    boolean looksOurs() {
        return !array
                && ((seen & MemberNames.VERSION) != 0
                        || (seen & (MemberNames.EVENT | MemberNames.TIME)) == (MemberNames.EVENT | MemberNames.TIME));
    }
}
