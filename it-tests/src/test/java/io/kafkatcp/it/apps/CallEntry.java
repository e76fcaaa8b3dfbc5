package io.kafkatcp.it.apps;

import java.lang.instrument.Instrumentation;

/** Calls the agent's entry by hand, as a shaded jar with somebody else's Premain-Class would. */
public final class CallEntry {

    private CallEntry() {}

    public static void main(String[] arguments) throws Exception {
        Class.forName("io.kafkatcp.entry.AgentEntry")
                .getMethod("premain", String.class, Instrumentation.class)
                .invoke(null, null, null);
        System.out.println("done");
    }
}
