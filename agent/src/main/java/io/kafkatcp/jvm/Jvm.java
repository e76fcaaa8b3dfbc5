package io.kafkatcp.jvm;

import io.kafkatcp.jvm.AttachApi.AttachException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Predicate;

/** A JVM that is spoken to, each time by loading the agent's jar into it with a request. */
public final class Jvm {

    private static final String MARK = "kafka-tcp-agent";

    public final String pid;
    /** Main class or jar and its arguments; empty where it is not known. */
    public final String name;

    private final AttachApi api;
    private final Target target;

    Jvm(AttachApi api, String pid, String name) {
        this.api = api;
        this.pid = pid;
        this.name = name;
        this.target = new Target(pid);
    }

    public Target target() {
        return target;
    }

    /** @return the version of the agent that shows itself in there, or null; without loading anything */
    public String agentVersion() throws Failure {
        target.check();
        try (AttachApi.Session session = api.attach(pid)) {
            return session.agentProperties().getProperty(MARK);
        } catch (AttachException e) {
            throw Sentences.of(e, this);
        }
    }

    /** @param request a verb, and after a blank its arguments */
    public Answer ask(String request, File jar, String version) throws Failure {
        target.check();
        try (AttachMailbox point = AttachMailbox.with(target, jar, version)) {
            return ask(request, point);
        }
    }

    /**
     * Has the agent write its status into our folder again and again, and shows each to {@code reader} until that has
     * enough.
     */
    public Answer watch(File jar, String version, Predicate<String> reader) throws Failure {
        target.check();
        try (AttachMailbox point = AttachMailbox.with(target, jar, version)) {
            Thread cleaner = new Thread(point::close);
            Runtime.getRuntime().addShutdownHook(cleaner);
            Path lease = point.file("lease");
            Files.createFile(lease);
            point.give(lease);
            Answer begun = ask("watch " + point.inside(), point);
            if (begun.is("ok")) {
                follow(point, lease, reader);
            }
            Runtime.getRuntime().removeShutdownHook(cleaner);
            return begun;
        } catch (IOException | InterruptedException e) {
            throw new Failure("watching process " + pid + " ended: " + e.getMessage());
        }
    }

    private void follow(AttachMailbox point, Path lease, Predicate<String> reader)
            throws IOException, InterruptedException, Failure {
        Path status = point.file("status");
        FileTime shown = null;
        long waitedMs = 0;
        while (true) {
            Files.setLastModifiedTime(lease, FileTime.fromMillis(System.currentTimeMillis()));
            FileTime written = Files.exists(status) ? Files.getLastModifiedTime(status) : null;
            if (written != null && !written.equals(shown)) {
                shown = written;
                waitedMs = 0;
                if (!reader.test(new String(Files.readAllBytes(status), StandardCharsets.UTF_8))) {
                    return;
                }
            }
            Thread.sleep(200);
            waitedMs += 200;
            if (waitedMs > 10_000) {
                throw new Failure("process " + pid
                        + " has said nothing for 10 s: it has ended, the agent was detached, or it hangs");
            }
        }
    }

    private Answer ask(String request, AttachMailbox point) throws Failure {
        try (AttachApi.Session session = api.attach(pid)) {
            session.load(point.jarInside(), point.argument(request));
            String answer = point.answer();
            if (answer == null) {
                throw new Failure("the agent in process " + pid
                        + " gave no answer; what it had to say stands on that process' standard error");
            }
            return new Answer(answer);
        } catch (AttachException e) {
            throw Sentences.of(e, this);
        } catch (IOException e) {
            throw new Failure("the request to process " + pid + " could not be written: " + e.getMessage());
        }
    }
}
