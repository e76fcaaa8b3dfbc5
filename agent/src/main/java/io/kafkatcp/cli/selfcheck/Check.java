package io.kafkatcp.cli.selfcheck;

/** One row of the self-check: what was tried, and what came of it. */
public final class Check {

    /** What {@code --json} and the table call it. */
    public enum Result {
        /** It works. */
        OK("ok"),
        /** The agent needs it, and it does not work. */
        FAILED("FAILED"),
        /** Good to know; nothing follows for the exit code. */
        NOTE("note");

        public final String word;

        Result(String word) {
            this.word = word;
        }
    }

    public final String name;
    public final Result result;
    /** What was seen, or why it failed and what to do. */
    public final String text;

    private Check(String name, Result result, String text) {
        this.name = name;
        this.result = result;
        this.text = text;
    }

    static Check ok(String name, String text) {
        return new Check(name, Result.OK, text);
    }

    static Check failed(String name, String text) {
        return new Check(name, Result.FAILED, text);
    }

    static Check note(String name, String text) {
        return new Check(name, Result.NOTE, text);
    }

    /** As the JVM that tries the kernel prints it. */
    String line() {
        return name + "\t" + result + "\t" + text;
    }

    /** @return null where it is no such line */
    static Check of(String line) {
        String[] parts = line.split("\t", 3);
        if (parts.length < 3) {
            return null;
        }
        try {
            return new Check(parts[0], Result.valueOf(parts[1]), parts[2]);
        } catch (IllegalArgumentException other) {
            return null;
        }
    }
}
