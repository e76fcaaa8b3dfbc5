package io.kafkatcp.jvm.attach;

import io.kafkatcp.jvm.Failure;
import io.kafkatcp.jvm.attach.AttachApi.AttachException;
import io.kafkatcp.jvm.process.Standstill;
import io.kafkatcp.jvm.process.Target;

/** Turns what the JDK says when it cannot attach into a sentence that says what to do. Pure. */
final class Sentences {

    private Sentences() {}

    static Failure of(AttachException e, String pid) {
        return new Failure(sentence(e.type, e.getMessage(), pid));
    }

    /** For a person inside of a container: the number that the process has there. */
    static String byHand(Target target) {
        return "jcmd " + target.innerPid() + " JVMTI.agent_load /path/to/kafka-tcp-agent.jar";
    }

    static String attachIsOff(String pid) {
        return "JVM " + pid
                + " was started with -XX:+DisableAttachMechanism, and nothing can be loaded into it while it"
                + " runs: start it with -javaagent:/path/to/kafka-tcp-agent.jar, or without that flag";
    }

    static String silent(Target target, int seconds) throws Failure {
        // it may have been stopped meanwhile
        Standstill.check(target, target.status());
        // both names are HotSpot's from JDK 9 on; one that has the first has the second, once its socket is there
        if (target.hasThread("Signal Dispatch") && !target.hasThread(AttachListener.THREAD)) {
            return "JVM " + target.pid + " answers no attach and no jcmd any more: its thread for them has ended, as"
                    + " it does in a JVM without a free file descriptor; only a restart brings it back";
        }
        return "JVM " + target.pid + " does not answer within " + seconds
                + " s: it hangs, its host is overloaded, or it is busy with another command such as a heap dump;"
                + " jstack " + target.pid
                + " waits in the same queue. What was asked of it, and has not begun by then, is void";
    }

    static String sentence(String type, String said, String pid) {
        if (said.contains("Dynamic agent loading is not enabled")) {
            return "JVM " + pid
                    + " was started with -XX:-EnableDynamicAgentLoading and takes no agent while it runs: start it with"
                    + " -javaagent:/path/to/kafka-tcp-agent.jar, or without that flag";
        }
        if (said.contains("DisableAttachMechanism")
                || said.contains("not allow attach")
                || said.contains("state is not ready to participate")) {
            return "JVM " + pid
                    + " refuses to be attached to (-XX:+DisableAttachMechanism, or it is just starting or "
                    + "ending): start it with"
                    + " -javaagent:/path/to/kafka-tcp-agent.jar";
        }
        if (said.contains("return code: 100") || said.equals("100")) {
            return "JVM " + pid
                    + " cannot read the agent's jar where it was pointed to; put it where everybody may read"
                    + " it, at a path without '='";
        }
        if (said.contains("return code: 102") || said.equals("102")) {
            return "JVM " + pid + " could not start the agent; why stands on its standard error";
        }
        if (said.contains("No such process")) {
            return "there is no process " + pid + "; 'list' shows the JVMs that hold Kafka clients";
        }
        if (said.contains("Operation not permitted")
                || said.contains("Permission denied")
                || said.contains("not secure")) {
            return "process " + pid + " belongs to another user (" + said + "): run this as that user, or as root";
        }
        if (said.contains("Unable to open socket file")
                || said.contains("doesn't respond")
                || said.contains("did not respond")) {
            return "JVM " + pid + " does not answer: it hangs, is stopped, or was started with "
                    + "-XX:+DisableAttachMechanism";
        }
        if (said.contains("libinstrument") || said.contains("instrument.dll") || said.contains("java.instrument")) {
            return "JVM " + pid
                    + " has no module java.instrument, without which no Java agent can be loaded; put it into "
                    + "the runtime image"
                    + " (jlink --add-modules java.instrument)";
        }
        return "JVM " + pid + " could not be attached to (" + type + ": " + said
                + "); with the java of its own version it may work";
    }
}
