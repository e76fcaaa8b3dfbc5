package io.kafkatcp.core.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the agent's own errors end: counted, the first one shown, none passed on. Any thread; an error here is a bug of
 * the agent's and never the application's.
 */
public final class AgentErrors {

    private final AtomicLong count = new AtomicLong();
    private final Set<String> partsOff = new ConcurrentSkipListSet<>();
    private final AgentLog agentLog;

    AgentErrors(AgentLog agentLog) {
        this.agentLog = agentLog;
    }

    /** @param where what the agent was doing, to be read after "while" */
    public void caught(String where, Throwable error) {
        if (count.incrementAndGet() == 1) {
            agentLog.error("an internal error while " + where + " was suppressed, the application goes on: "
                    + described(error) + "; further ones are only counted. Please report it");
        }
    }

    public long count() {
        return count.get();
    }

    /** What has switched itself off, in the words of its line. */
    public Set<String> partsOff() {
        return partsOff;
    }

    void partOff(String what) {
        partsOff.add(what);
    }

    /** Its text may be the application's code, as that of an appender's exception. */
    private static String described(Throwable error) {
        try {
            StackTraceElement[] trace = error.getStackTrace();
            return error + (trace.length == 0 ? "" : " at " + trace[0]);
        } catch (Throwable t) {
            return error.getClass().getName();
        }
    }
}
