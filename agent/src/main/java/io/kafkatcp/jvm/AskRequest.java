package io.kafkatcp.jvm;

import io.kafkatcp.jvm.attach.HotSpotSocket;
import io.kafkatcp.jvm.process.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.SecureRandom;

/** What is asked of the agent in another JVM, as the argument with which its jar is loaded: all of it, and no file. */
final class AskRequest {

    /** Whoever does not get to it by then does not do it any more: the JVM has just shown that it answers. */
    private static final long VALID_MS = 10_000;

    private static final String ANSWER = "kafka-tcp-agent.answer.";

    final String id = Long.toHexString(new SecureRandom().nextLong());
    private final Target target;
    private final String text;
    /** From when it is sent. */
    private long untilMs = Long.MAX_VALUE;

    AskRequest(Target target, String text) {
        this.target = target;
        this.text = text;
    }

    /** Of the answer, among the JVM's agent properties. */
    String answerName() {
        return ANSWER + id;
    }

    /** @param jar as the JVM sees it; @throws Failure where it is longer than HotSpot takes */
    String argument(String jar) throws Failure {
        untilMs = System.currentTimeMillis() + VALID_MS;
        String argument = "ask=" + id + "," + untilMs + "," + asker() + "\n" + escaped(jar) + "\n" + escaped(text);
        int length = bytes(jar) + 1 + bytes(argument);
        if (length > HotSpotSocket.LONGEST_ARGUMENT) {
            throw new Failure("these options are " + (length - HotSpotSocket.LONGEST_ARGUMENT)
                    + " characters too long: with the jar's path twice, the JVM takes "
                    + HotSpotSocket.LONGEST_ARGUMENT + "; at attach write them into a file that the JVM can read,"
                    + " config=FILE, or set fewer at once");
        }
        return argument;
    }

    /** @param nowMs when the JVM was done with it; @return what may have become of it where it left no answer */
    String unanswered(long nowMs) {
        return nowMs > untilMs
                ? "JVM " + target.pid + " was busy, such as with another attach, and got to this after more than "
                        + VALID_MS / 1_000 + " s, when it is void: nothing was done; run it again"
                : "the agent in process " + target.pid
                        + " gave no answer; what it had to say stands on that process' standard error";
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** This process, where the JVM has the same number for it. */
    private String asker() {
        if (!target.isInOurPidNamespace()) {
            return "-";
        }
        try {
            String stat = new String(Files.readAllBytes(Paths.get("/proc/self/stat")), StandardCharsets.UTF_8);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return stat.substring(0, stat.indexOf(' ')) + "." + fields[19];
        } catch (IOException withoutProc) {
            return "-";
        }
    }

    /** As in a Java source: the JVM reads its arguments in whatever encoding it was started with. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c >= ' ' && c < 127 && c != '\\') {
                out.append(c);
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        return out.toString();
    }
}
