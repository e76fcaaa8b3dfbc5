package io.kafkatcp.recordfile.scan;

import io.kafkatcp.recordfile.json.Text;
import io.kafkatcp.recordfile.shipped.NamedValues;
import io.kafkatcp.recordfile.shipped.OtlpRecords;

/** Knows the objects and arrays that a shipper took a record apart into, and gives each as a flat record again. */
final class TakenApart {

    private final OpenValues open;
    /** Null before there is one. */
    private OtlpRecords otlp;

    /** @param open around what is read now */
    TakenApart(OpenValues open) {
        this.open = open;
    }

    /** A member of an object ends that is open still: what OTLP has around its log records. */
    void around(int slot, byte[] bytes, int start, int end) {
        if (slot == MemberNames.RESOURCE) {
            otlp().resource(bytes, start, end);
        } else if (slot == MemberNames.SCOPE) {
            otlp().scope(bytes, start, end);
        }
    }

    /** Null where it is none of OTLP's, or somebody else's. */
    Text logRecord(OpenValue value, byte[] bytes, int end, long line) {
        return value.hasOtlp(MemberNames.EVENT_NAME) ? otlp().flat(bytes, value.start, end, line) : null;
    }

    /** What had a resource of its own is over. */
    void closed(OpenValue value) {
        if (value.hasOtlp(MemberNames.RESOURCE)) {
            otlp().forget();
        }
    }

    /**
     * Of an array of pairs of a name and a value; a pair is only kept in mind for the array around it.
     *
     * @param readable whether one text more may be read within this one
     * @return null where it is no such array, or somebody else's
     */
    Text pairs(OpenValue value, byte[] bytes, int end, long line, boolean readable) {
        if (!value.hasOtlp(MemberNames.NAME) || value.start < 0) {
            return null;
        }
        if (!value.array && !open.isEmpty() && open.innermost().array && NamedValues.isOurs(bytes, value.start, end)) {
            open.innermost().otlp(MemberNames.NAME);
            return null;
        }
        return value.array && readable ? NamedValues.flat(bytes, value.start, end, line) : null;
    }

    /** What stands around is over. */
    void forget() {
        otlp = null;
    }

    private OtlpRecords otlp() {
        if (otlp == null) {
            otlp = new OtlpRecords();
        }
        return otlp;
    }
}
