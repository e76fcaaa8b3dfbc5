package io.kafkatcp.recordfile.scan;

import io.kafkatcp.recordfile.json.Plain;

/**
 * Goes through members as the agent writes them, in one loop: no white space, no escapes, nothing nested. What is
 * otherwise, or ends behind the window, is left to who goes step by step.
 */
final class PlainMembers {

    private final MemberNames names;
    /** Behind the last one. */
    int end;
    /** Where the last one's value begins. */
    int value;
    /** Whether there is a comma behind it, or its object ends. */
    boolean more;

    PlainMembers(MemberNames names) {
        this.names = names;
    }

    /** @return whether there was one */
    boolean read(OpenValue object, byte[] text, int start, int limit) {
        int i = start;
        boolean comma = true;
        int place = object.member == 0 ? MemberNames.START : MemberNames.NOWHERE;
        while (comma && i < limit && text[i] == '"') {
            int nameEnd = names.expected(place, text, i + 1, limit);
            if (nameEnd > 0) {
                place = names.place;
            } else {
                nameEnd = Plain.stringEnd(text, i + 1, limit);
                if (nameEnd + 1 >= limit || text[nameEnd] != '"' || text[nameEnd + 1] != ':') {
                    break;
                }
                place = names.find(place, text, i + 1, nameEnd);
            }
            int from = nameEnd + 2;
            int to = from < limit ? Plain.valueEnd(text, from, limit) : limit;
            if (to >= limit || to == from || text[to] != ',' && text[to] != '}') {
                break;
            }
            object.named(names.slotAt(place), i + 1, nameEnd);
            if (object.slot >= 0 && object.start >= 0) {
                object.value(from, to);
            }
            value = from;
            comma = text[to] == ',';
            i = comma ? to + 1 : to;
        }
        end = i;
        more = comma;
        return i > start;
    }
}
