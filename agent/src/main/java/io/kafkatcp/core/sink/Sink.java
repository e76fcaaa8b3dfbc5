package io.kafkatcp.core.sink;

import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.Periodic;
import io.kafkatcp.core.thread.OnSinkThread;

/** One place where records go; may throw at any of them, which {@link SinkGuard} turns into a pause. */
@OnSinkThread
public interface Sink extends Periodic {

    /** What an operator calls it, to be read after "reach". */
    String name();

    /** Its name in the option {@code events}. */
    default String option() {
        return name();
    }

    /** Where on this host its records lie, or null. */
    default String path() {
        return null;
    }

    void write(Record record) throws Exception;

    /** Takes back what it has left in the JVM. */
    default void close() throws Exception {}
}
