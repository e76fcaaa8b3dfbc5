package io.kafkatcp.core.sink.jfr;

import io.kafkatcp.core.record.EventFields;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.start.Printable;
import io.kafkatcp.core.thread.OnSinkThread;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One kind of event as Flight Recorder knows it, and how a record becomes one. */
@OnSinkThread
public final class JfrEventType {

    private final Object factory;
    private final List<String> names;
    private final Map<String, EventFields.Kind> kinds;
    private final Method newEvent;
    private final Method unregister;
    private final Method shouldCommit;
    private final Method set;
    private final Method commit;

    /** @param names of the fields, in the order in which the factory was given them */
    JfrEventType(Object factory, List<String> names, Map<String, EventFields.Kind> kinds)
            throws ReflectiveOperationException {
        this.factory = factory;
        this.names = names;
        this.kinds = kinds;
        Class<?> event = Class.forName("jdk.jfr.Event");
        newEvent = factory.getClass().getMethod("newEvent");
        unregister = factory.getClass().getMethod("unregister");
        shouldCommit = event.getMethod("shouldCommit");
        set = event.getMethod("set", int.class, Object.class);
        commit = event.getMethod("commit");
    }

    void commit(Record record) throws ReflectiveOperationException {
        Object event = newEvent.invoke(factory);
        if (!(Boolean) shouldCommit.invoke(event)) {
            return;
        }
        for (int i = 0; i < names.size(); i++) {
            set.invoke(event, i, value(record.get(names.get(i)), kinds.get(names.get(i))));
        }
        commit.invoke(event);
    }

    /** Flight Recorder has no way to leave a number out; -1 stands for one that is not known. */
    private static Object value(Object known, EventFields.Kind kind) {
        if (kind == EventFields.Kind.PAIRS) {
            return known == null ? null : Arrays.toString((long[]) known);
        }
        if (known instanceof String) {
            return Printable.text((String) known);
        }
        return known != null
                ? known
                : kind == EventFields.Kind.NUMBER ? (Object) (-1L) : kind == EventFields.Kind.FLAG ? false : null;
    }

    void unregister() throws ReflectiveOperationException {
        unregister.invoke(factory);
    }
}
