package io.kafkatcp.jvm.attach;

import io.kafkatcp.jvm.Failure;
import io.kafkatcp.jvm.process.Target;
import io.kafkatcp.jvm.process.UnlinkedDirectory;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Properties;

/** Into a HotSpot JVM from this very process, which has the rights of the JVM's user. */
final class LocalChannel implements AttachChannel {

    /** A JVM answers this at once, or is in trouble. */
    private static final int PROPERTIES_SECONDS = 5;
    /** Kafka's classes are woven meanwhile, on a machine that may be busy. */
    private static final int LOAD_SECONDS = 60;

    private final Target target;
    private final File jar;
    private final UnlinkedDirectory tmp;
    private final AttachListener listener;

    /**
     * @param root the JVM's file system: {@code /proc/PID/root}, or {@code /proc/self/fd/N} where it is open already
     */
    LocalChannel(Target target, Path root, File jar) throws Failure {
        this.target = target;
        this.jar = jar;
        this.tmp = tmp(target, root);
        this.listener = new AttachListener(target, tmp);
    }

    private static UnlinkedDirectory tmp(Target target, Path root) throws Failure {
        try (UnlinkedDirectory top = UnlinkedDirectory.open(root)) {
            return top.child(AttachListener.FOLDER);
        } catch (IOException e) {
            throw new Failure("the /tmp of process " + target.pid + " cannot be opened (" + e.getMessage()
                    + "), and there is its attach socket; from inside of its container or service: "
                    + Sentences.byHand(target));
        }
    }

    boolean isUp() throws Failure {
        return listener.isUp();
    }

    /** The socket is there afterwards. */
    void start() throws Failure {
        listener.start();
    }

    @Override
    public Properties agentProperties() throws Failure {
        String answer = ask(PROPERTIES_SECONDS, "agentProperties");
        Properties properties = new Properties();
        try {
            if (!isDone(answer)) {
                throw new IOException(answer.trim());
            }
            properties.load(new StringReader(answer.substring(answer.indexOf('\n') + 1)));
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure("JVM " + target.pid + " has answered what is no list of properties: " + e.getMessage());
        }
        return properties;
    }

    @Override
    public void load(String jar, String argument) throws Failure {
        String answer = ask(LOAD_SECONDS, "load", "instrument", "false", jar + "=" + argument);
        String said = answer.substring(answer.indexOf('\n') + 1).trim();
        // before JDK 10 the number alone
        if (!isDone(answer) || !said.equals("0") && !said.equals("return code: 0")) {
            throw new Failure(Sentences.sentence("load", said.isEmpty() ? answer.trim() : said, target.pid));
        }
    }

    /** The first line is the command's result. */
    private static boolean isDone(String answer) {
        return answer.startsWith("0\n");
    }

    private String ask(int seconds, String command, String... arguments) throws Failure {
        listener.start();
        try {
            try {
                return HotSpotSocket.ask(listener.socket(), target.uid(), seconds, command, arguments);
            } catch (ConnectException refused) {
                listener.startInPlaceOfAStaleSocket();
                return HotSpotSocket.ask(listener.socket(), target.uid(), seconds, command, arguments);
            }
        } catch (SocketTimeoutException e) {
            throw new Failure(Sentences.silent(target, seconds));
        } catch (IOException e) {
            if (target.hasEnded()) {
                throw target.isGone();
            }
            throw new Failure("JVM " + target.pid + " cannot be spoken to by its attach socket: " + e.getMessage());
        }
    }

    @Override
    public String place(String version) throws Failure {
        try {
            return "/" + AttachListener.FOLDER + "/" + new JarCopy(jar, version).putInto(tmp, Target.ownUid());
        } catch (IOException e) {
            throw new Failure("the jar cannot be put where JVM " + target.pid + " can read it (" + e.getMessage()
                    + "); copy it there by hand, and run this from inside of its container or service");
        }
    }

    @Override
    public void close() {
        try {
            tmp.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
