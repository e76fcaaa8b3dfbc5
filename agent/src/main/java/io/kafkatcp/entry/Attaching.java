package io.kafkatcp.entry;

import java.lang.instrument.Instrumentation;

/**
 * Gives what is asked of a running JVM to the agent that is there, or opens one. System loader, on the JVM's thread for
 * attaching; apart from {@link AgentEntry}, of which the JVM reads every method, and loads what stands in it, before
 * {@code main}.
 */
final class Attaching {

    private Attaching() {}

    static void answer(String arguments, Instrumentation instrumentation) throws Exception {
        Request request = Request.of(arguments);
        // its answer is for nobody: who asked has ended, or has been told that the JVM does not answer
        if (!request.isVoid()) {
            request.answer(answer(request, instrumentation), instrumentation);
        }
    }

    private static String answer(Request request, Instrumentation instrumentation) {
        try {
            String answer = RunningAgent.ask(request.text);
            if (answer != null) {
                return answer;
            }
            return request.isToAttach() ? attach(request, instrumentation) : "none\nno kafka-tcp-agent is in this JVM";
        } catch (Throwable t) {
            return "refused\n" + AgentEntry.rootOf(t);
        }
    }

    /** Of the jar that was named: a newer one may have come after this class. */
    private static String attach(Request request, Instrumentation instrumentation) throws Exception {
        String version = OwnJar.versionOf(request.jar);
        if (version == null) {
            return "refused\n" + request.jar + " is not the agent's own jar; use the unchanged kafka-tcp-agent.jar";
        }
        CoreLoader loader = new CoreLoader(request.jar);
        boolean stays = false;
        try {
            String answer = (String) loader.loadClass(AgentEntry.CORE)
                    .getMethod("attach", Instrumentation.class, String.class, String.class)
                    .invoke(null, instrumentation, request.arguments(), version);
            stays = answer.startsWith("ok");
            return answer;
        } finally {
            if (!stays) {
                loader.close();
            }
        }
    }
}
