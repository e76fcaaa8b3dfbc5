package io.kafkatcp.entry;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;

/**
 * What is asked of a running JVM. The command line puts it into a folder, since long arguments crash some JVMs, and
 * finds the answer there; a person with jcmd writes the options themselves, or one of the verbs, and finds it on the
 * JVM's standard error. System loader, the JVM's thread for attaching. Frozen: a JVM keeps the first one that it loads,
 * and a later jar meets it.
 */
final class Request {

    private static final String FOLDER = "folder=";
    private static final String[] VERBS = {"status", "set", "detach"};

    /** The jar whose agent is meant: it may be a newer one than this class is from. */
    final File jar;
    /** A verb, and after a blank its arguments. */
    final String text;

    private final File folder;

    private Request(File jar, String text, File folder) {
        this.jar = jar;
        this.text = text;
        this.folder = folder;
    }

    static Request of(String arguments) throws Exception {
        String given = arguments == null ? "" : arguments.trim();
        if (given.startsWith(FOLDER)) {
            return in(new File(given.substring(FOLDER.length())));
        }
        return new Request(OwnJar.find(), startsWithVerb(given) ? given : "attach " + given, null);
    }

    private static Request in(File folder) throws IOException {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(new FileInputStream(new File(folder, "request")), "UTF-8"))) {
            return new Request(new File(in.readLine()), in.readLine(), folder);
        }
    }

    private static boolean startsWithVerb(String given) {
        for (String verb : VERBS) {
            if (given.equals(verb) || given.startsWith(verb + " ")) {
                return true;
            }
        }
        return false;
    }

    boolean isToAttach() {
        return text.startsWith("attach");
    }

    String arguments() {
        int blank = text.indexOf(' ');
        return blank < 0 ? "" : text.substring(blank + 1).trim();
    }

    void answer(String answer) throws IOException {
        if (folder == null) {
            System.err.println("kafka-tcp-agent: " + answer.substring(answer.indexOf('\n') + 1));
            return;
        }
        // renamed when it is whole, so that it is never read by halves
        File part = new File(folder, "answer.part");
        try (OutputStream out = new FileOutputStream(part);
                Writer writer = new OutputStreamWriter(out, "UTF-8")) {
            writer.write(answer);
        }
        if (!part.renameTo(new File(folder, "answer"))) {
            throw new IOException("cannot write the answer into " + folder);
        }
    }
}
