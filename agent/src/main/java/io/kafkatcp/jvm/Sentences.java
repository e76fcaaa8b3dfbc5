package io.kafkatcp.jvm;

import io.kafkatcp.jvm.AttachApi.AttachException;

/** Turns what the JDK says when it cannot attach into a sentence that says what to do. Pure. */
final class Sentences {

    private Sentences() {}

    static Failure of(AttachException e, Jvm jvm) {
        return new Failure(sentence(e.type, e.getMessage(), jvm.pid));
    }

    static String sentence(String type, String said, String pid) {
        String byHand = "jcmd " + pid + " JVMTI.agent_load /path/to/kafka-tcp-agent.jar";
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
            return "JVM " + pid
                    + " does not answer: it hangs, is stopped, was started with -XX:+DisableAttachMechanism, "
                    + "or is in a container whose"
                    + " processes this Java (" + System.getProperty("java.version")
                    + ") cannot reach; from inside of it: " + byHand;
        }
        if (said.contains("libinstrument") || said.contains("instrument.dll") || said.contains("java.instrument")) {
            return "JVM " + pid
                    + " has no module java.instrument, without which no Java agent can be loaded; put it into "
                    + "the runtime image"
                    + " (jlink --add-modules java.instrument)";
        }
        return "JVM " + pid + " could not be attached to (" + type + ": " + said
                + "); by hand, with a JDK of its own version: " + byHand;
    }
}
