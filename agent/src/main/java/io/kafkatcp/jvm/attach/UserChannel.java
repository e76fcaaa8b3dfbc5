package io.kafkatcp.jvm.attach;

import io.kafkatcp.jvm.Answer;
import io.kafkatcp.jvm.Failure;
import io.kafkatcp.jvm.process.HeldProcess;
import io.kafkatcp.jvm.process.ProcStatus;
import io.kafkatcp.jvm.process.Target;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Into the JVM of another user, which only root may ask for: by a process that has that user's rights and no others, so
 * that no link, and no folder that is swapped, leads it to where the user could not go alone. It is in a session of its
 * own, apart from our terminal, gets nothing of our environment, and the JVM's file system as an open directory, since
 * it may not look it up itself.
 */
final class UserChannel implements AttachChannel {

    /** Above all limits of what is done in there. */
    private static final int LIMIT_SECONDS = 90;

    private static final int LONGEST_ANSWER = 256 << 20;

    private final Target target;
    /** Of the same process as the user that is taken on, also where its pid is another's by then. */
    private final HeldProcess held;

    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;

    UserChannel(Target target, JarPlace place) throws Failure {
        this.target = target;
        File jar = place.forUser();
        this.held = held(target);
        try {
            process = start(command(jar));
        } catch (Failure e) {
            letGo();
            throw e;
        }
        requests = new DataOutputStream(process.getOutputStream());
        answers = new DataInputStream(process.getInputStream());
    }

    private static HeldProcess held(Target target) throws Failure {
        try {
            return HeldProcess.open(target.proc());
        } catch (IOException e) {
            throw target.isGone();
        }
    }

    private Process start(List<String> command) throws Failure {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.directory(new File("/"));
        builder.redirectError(new File("/dev/null"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw cannot(e);
        }
    }

    private List<String> command(File jar) throws Failure {
        ProcStatus status;
        String root;
        try {
            status = held.status();
            root = held.root().toString();
        } catch (IOException e) {
            throw target.isGone();
        }
        if (status.uid() == Target.ownUid()) {
            // it was another's when it was looked at first
            throw target.isGone();
        }
        List<String> command = new ArrayList<>(Arrays.asList(
                "sh",
                "-c",
                "exec \"$@\" 3<\"$0\"",
                root,
                "setsid",
                "setpriv",
                "--reuid=" + status.uid(),
                "--regid=" + status.gid(),
                status.groups().isEmpty() ? "--clear-groups" : "--groups=" + String.join(",", status.groups()),
                "--no-new-privs",
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-jar",
                jar.getPath()));
        command.addAll(Arrays.asList(UserProcess.ARGUMENT, target.pid));
        return command;
    }

    @Override
    public Properties agentProperties() throws Failure {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(ask("properties")));
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure("JVM " + target.pid + " has answered what is no list of properties: " + e.getMessage());
        }
        return properties;
    }

    @Override
    public void load(String jar, String argument) throws Failure {
        ask("load", jar, argument);
    }

    @Override
    public String place(String version) throws Failure {
        return ask("place", version);
    }

    private String ask(String... words) throws Failure {
        Thread limit = new Thread(this::endAfterAWhile);
        limit.setDaemon(true);
        limit.start();
        try {
            requests.writeInt(words.length);
            for (String word : words) {
                requests.writeUTF(word);
            }
            requests.flush();
            boolean done = answers.readBoolean();
            int length = answers.readInt();
            if (length < 0 || length > LONGEST_ANSWER) {
                throw new IOException("an answer of " + length + " bytes");
            }
            byte[] bytes = new byte[length];
            answers.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (!done) {
                throw new Failure(Answer.visible(text));
            }
            return text;
        } catch (IOException e) {
            throw cannot(e);
        } finally {
            limit.interrupt();
        }
    }

    private void endAfterAWhile() {
        try {
            Thread.sleep(LIMIT_SECONDS * 1_000L);
            process.destroyForcibly();
        } catch (InterruptedException answered) {
            return;
        }
    }

    private Failure cannot(IOException e) {
        return new Failure("process " + target.pid + " belongs to user " + target.userName()
                + ", and this command cannot act as that user (it takes setpriv and setsid of util-linux, and a Java "
                + "that everybody may run; " + e.getMessage() + "): " + target.asUser());
    }

    private void letGo() {
        try {
            held.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        letGo();
        try {
            requests.close();
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
