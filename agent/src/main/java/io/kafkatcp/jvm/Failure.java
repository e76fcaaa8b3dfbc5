package io.kafkatcp.jvm;

/** Why something cannot be done to a JVM, as a sentence that says what to do instead. */
public final class Failure extends Exception {

    private static final int LONGEST = 5_000;

    /** @param sentence may quote another user's JVM, and is nothing that a terminal obeys afterwards */
    public Failure(String sentence) {
        super(
                Answer.visible(sentence.length() > LONGEST ? sentence.substring(0, LONGEST) + "..." : sentence),
                null,
                false,
                false);
    }
}
