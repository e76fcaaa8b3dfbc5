package io.kafkatcp.recordfile.row;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where in a row each field stands that was asked for, texts beside texts and numbers beside numbers: a row of a
 * million others has no room for what nobody reads, and is copied in one go.
 */
public final class Columns {

    /** The place of all that is not kept, of which nothing is ever said. */
    private static final int NONE = 0;

    /** How many places a row has for texts, and for numbers, that one among them. */
    final int texts;

    final int numbers;
    private final int[] textPlaces = new int[Field.count()];
    private final int[] numberPlaces = new int[Field.count()];

    /** @param wanted those that are kept, beside what makes a record */
    public Columns(Set<Field> wanted) {
        Set<Field> kept = EnumSet.of(Field.TIME, Field.EVENT, Field.AGENT_VERSION);
        kept.addAll(wanted);
        int text = NONE + 1;
        int number = NONE + 1;
        for (Field field : kept) {
            if (field.isText()) {
                textPlaces[field.ordinal()] = text++;
            } else {
                numberPlaces[field.ordinal()] = number++;
            }
        }
        texts = text;
        numbers = number;
        if (numbers > Long.SIZE) {
            throw new IllegalStateException("a row says by one long which of its numbers it has, and has " + numbers);
        }
    }

    int text(Field field) {
        return textPlaces[field.ordinal()];
    }

    int number(Field field) {
        return numberPlaces[field.ordinal()];
    }

    /** Of a row's numbers, whether it says that one; never where its place is not kept. */
    static boolean says(long said, int number) {
        return (said >>> number & 1) != 0;
    }
}
