package io.kafkatcp.jvm;

/** Why something cannot be done to a JVM, as a sentence that says what to do instead. */
public final class Failure extends Exception {

    public Failure(String sentence) {
        super(sentence, null, false, false);
    }
}
