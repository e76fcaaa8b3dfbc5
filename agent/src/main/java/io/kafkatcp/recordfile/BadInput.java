package io.kafkatcp.recordfile;

/** Input that nothing can be made of: one sentence that names it and says what was expected. Exit code 2. */
public final class BadInput extends Exception {

    private static final long serialVersionUID = 1;

    public BadInput(String sentence) {
        super(sentence);
    }
}
