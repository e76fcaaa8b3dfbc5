package io.kafkatcp.jvm;

/** What the agent in the other JVM said: a word and a text. */
public final class Answer {

    public final String word;
    public final String text;

    Answer(String raw) {
        int end = raw.indexOf('\n');
        this.word = end < 0 ? raw : raw.substring(0, end);
        this.text = end < 0 ? "" : visible(raw.substring(end + 1));
    }

    public boolean is(String expected) {
        return word.equals(expected);
    }

    /** Another user's JVM may say what a terminal would obey. */
    public static String visible(String said) {
        return said.replaceAll("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f]", "?");
    }
}
