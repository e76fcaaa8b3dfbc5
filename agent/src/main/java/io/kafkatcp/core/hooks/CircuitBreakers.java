package io.kafkatcp.core.hooks;

import io.kafkatcp.core.firstsend.FirstSends;
import io.kafkatcp.core.flow.SettledFlows;
import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.runtime.CircuitBreaker;

/**
 * The parts of the agent that switch themselves off when they fail, and what each takes with it: a part that would be
 * blind without another must not go on.
 */
final class CircuitBreakers {

    /** New sockets. */
    final CircuitBreaker setting;
    /** What Kafka does, and what the agent's thread looks at beside it: all evidence. */
    final CircuitBreaker listening;

    CircuitBreakers(final AgentLog agentLog, final SettledFlows flows, final FirstSends firstSends) {
        setting = new CircuitBreaker(
                agentLog,
                "socket options",
                "user timeouts no longer follow what is known of a connection; the application and the records go on",
                new Runnable() {
                    @Override
                    public void run() {
                        flows.settleSoon();
                    }
                });
        listening = new CircuitBreaker(
                agentLog,
                "records",
                "user timeouts no longer follow what is known of a connection; the application and the socket options"
                        + " go on",
                new Runnable() {
                    @Override
                    public void run() {
                        firstSends.end();
                        agentLog.watch().attendToNothing();
                        flows.settleSoon();
                    }
                });
        agentLog.watch().guardedBy(listening);
    }

    /** Options that change, or come at attach, on connections that are there. Nothing depends on it. */
    static CircuitBreaker changing(AgentLog agentLog) {
        return new CircuitBreaker(
                agentLog,
                "changes of options on open connections",
                "the application, the records, and the options of new connections go on",
                new Runnable() {
                    @Override
                    public void run() {}
                });
    }
}
