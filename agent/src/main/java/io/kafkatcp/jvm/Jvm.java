package io.kafkatcp.jvm;

import io.kafkatcp.jvm.attach.AttachChannel;
import io.kafkatcp.jvm.attach.Channels;
import io.kafkatcp.jvm.attach.JarPlace;
import io.kafkatcp.jvm.process.Target;
import java.io.File;
import java.util.Properties;
import java.util.function.Predicate;

/** A JVM that is spoken to, each time by loading the agent's jar into it with a request. */
public final class Jvm {

    private static final String MARK = "kafka-tcp-agent";
    private static final String STATUS = "kafka-tcp-agent.status.";
    /** The agent writes for a minute after each. */
    private static final long ASK_AGAIN_MS = 45_000;

    private static final long SILENCE_MS = 10_000;

    public final String pid;
    /** Main class, jar or module; empty where it is not known. */
    public final String name;

    private final Target target;

    Jvm(String pid, String name) {
        this.pid = pid;
        this.name = name;
        this.target = new Target(pid);
    }

    public Target target() {
        return target;
    }

    /**
     * Loads nothing, and has nothing opened either where no agent's thread is to be seen: then there is none.
     *
     * @return the version of the agent that shows itself in there, or null
     */
    public String agentVersion(File jar, String version) throws Failure {
        target.check();
        if (Target.hasProc() && !KafkaSigns.hasAgentThread(target)) {
            return null;
        }
        try (AttachChannel channel = Channels.open(target, jar, version)) {
            return channel.agentProperties().getProperty(MARK);
        }
    }

    /** @param request a verb, and after a blank its arguments */
    public Answer ask(String request, File jar, String version) throws Failure {
        target.check();
        try (AttachChannel channel = Channels.open(target, jar, version)) {
            // one that does not answer is not asked, or it would do so when nobody waits any more
            channel.agentProperties();
            return ask(new AskRequest(target, request), new JarPlace(target, jar, version).forJvm(channel), channel);
        }
    }

    private Answer ask(AskRequest request, String jarInside, AttachChannel channel) throws Failure {
        channel.load(jarInside, request.argument(jarInside));
        String answer = channel.agentProperties().getProperty(request.answerName());
        if (answer == null) {
            throw new Failure(request.unanswered(System.currentTimeMillis()));
        }
        return new Answer(answer);
    }

    /** Has the agent write its status again and again, and shows each to {@code reader} until that has enough. */
    public Answer watch(File jar, String version, Predicate<String> reader) throws Failure {
        target.check();
        try (AttachChannel channel = Channels.open(target, jar, version)) {
            channel.agentProperties();
            String jarInside = new JarPlace(target, jar, version).forJvm(channel);
            String id = new AskRequest(target, "").id;
            String shown = "";
            long silentMs = 0;
            for (long askedMs = ASK_AGAIN_MS; ; askedMs += 250, silentMs += 250) {
                if (askedMs >= ASK_AGAIN_MS) {
                    Answer answer = ask(new AskRequest(target, "watch " + id), jarInside, channel);
                    if (!answer.is("ok")) {
                        return answer;
                    }
                    askedMs = 0;
                }
                Properties properties = channel.agentProperties();
                String status = properties.getProperty(STATUS + id, shown);
                if (!status.equals(shown)) {
                    shown = status;
                    silentMs = 0;
                    if (!reader.test(new Answer(status).text)) {
                        return new Answer("ok\n");
                    }
                }
                if (silentMs > SILENCE_MS) {
                    throw new Failure("process " + pid
                            + " has said nothing for 10 s: it has ended, the agent was detached, or it hangs");
                }
                Thread.sleep(250);
            }
        } catch (InterruptedException e) {
            throw new Failure("watching process " + pid + " was interrupted");
        }
    }
}
