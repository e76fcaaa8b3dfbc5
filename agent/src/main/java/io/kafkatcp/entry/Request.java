package io.kafkatcp.entry;

import java.io.File;
import java.lang.instrument.Instrumentation;

/**
 * What is asked of a running JVM, out of the agent's argument. The command line writes who asks, until when, and for
 * which jar, and reads the answer among the JVM's agent properties; a person with jcmd writes the options themselves,
 * or one of the verbs, and finds the answer on the JVM's standard error. System loader, the JVM's thread for attaching.
 * Frozen: a JVM keeps the first one that it loads, and a later jar meets it.
 */
final class Request {

    /**
     * {@code ask=ID,UNTIL,ASKER}, a line with the jar's path, a line with the request; what is no printable ASCII is
     * written as Java writes it in a source, because the JVM reads its arguments in an encoding of its own.
     */
    private static final String ASK = "ask=";

    private static final String[] VERBS = {"status", "set", "detach"};

    /** The jar whose agent is meant: it may be a newer one than this class is from. */
    final File jar;
    /** A verb, and after a blank its arguments. */
    final String text;

    /** Null where a person asks. */
    private final String id;

    private final long untilMs;
    private final Asker asker;

    private Request(File jar, String text, String id, long untilMs, Asker asker) {
        this.jar = jar;
        this.text = text;
        this.id = id;
        this.untilMs = untilMs;
        this.asker = asker;
    }

    static Request of(String arguments) throws Exception {
        String given = arguments == null ? "" : arguments.trim();
        if (given.startsWith(ASK)) {
            return asked(given.substring(ASK.length()).split("\n", 3));
        }
        return new Request(OwnJar.find(), startsWithVerb(given) ? given : "attach " + given, null, 0, null);
    }

    private static Request asked(String[] lines) {
        String[] who = lines[0].split(",");
        return new Request(
                new File(plain(lines[1])), plain(lines[2]), who[0], Long.parseLong(who[1]), new Asker(who[2]));
    }

    private static String plain(String escaped) {
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.startsWith("\\u", i)) {
                text.append((char) Integer.parseInt(escaped.substring(i + 2, i + 6), 16));
                i += 5;
            } else {
                text.append(escaped.charAt(i));
            }
        }
        return text.toString();
    }

    private static boolean startsWithVerb(String given) {
        for (String verb : VERBS) {
            if (given.equals(verb) || given.startsWith(verb + " ")) {
                return true;
            }
        }
        return false;
    }

    /** Whether nobody waits for it any more: the JVM stood still, and goes on now. */
    boolean isVoid() {
        return id != null && (System.currentTimeMillis() > untilMs || asker.isGone());
    }

    boolean isToAttach() {
        return text.startsWith("attach");
    }

    String arguments() {
        int blank = text.indexOf(' ');
        return blank < 0 ? "" : text.substring(blank + 1).trim();
    }

    void answer(String answer, Instrumentation instrumentation) {
        if (id == null || !Answer.publish(id, answer, jar, instrumentation)) {
            StderrLine.print(": " + answer.substring(answer.indexOf('\n') + 1));
        }
    }
}
