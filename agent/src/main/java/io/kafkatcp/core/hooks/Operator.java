package io.kafkatcp.core.hooks;

/** Whoever answers what an operator asks of the running agent. */
public interface Operator {

    /** @return a word, a line feed and a text */
    String answer(String request) throws Exception;
}
