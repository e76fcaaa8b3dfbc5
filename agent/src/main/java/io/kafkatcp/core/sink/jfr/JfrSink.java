package io.kafkatcp.core.sink.jfr;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.sink.Sink;
import io.kafkatcp.core.thread.OnSinkThread;
import java.lang.reflect.Method;
import java.util.EnumMap;
import java.util.Map;

/**
 * Makes each record an event of Java Flight Recorder, so that it stands beside the garbage collections in JDK Mission
 * Control. Does nothing until a recording is on, and nothing at all in a JVM without Flight Recorder.
 */
@OnSinkThread
public final class JfrSink implements Sink {

    private final Map<Event, JfrEventType> types = new EnumMap<>(Event.class);
    private Method isInitialized;
    private FlightRecorder recorder;
    private boolean absent;

    @Override
    public String option() {
        return "jfr";
    }

    @Override
    public String name() {
        return "Flight Recorder";
    }

    @Override
    public void write(Record record) throws Exception {
        if (absent || !isOn()) {
            return;
        }
        if (recorder == null) {
            recorder = new FlightRecorder();
        }
        JfrEventType type = types.get(record.event());
        if (type == null) {
            type = recorder.define(record.event());
            types.put(record.event(), type);
        }
        type.commit(record);
    }

    /**
     * Asked again at each record, because a recording can be started at any time; it costs a read of a field. False
     * until somebody records: to ask more would start Flight Recorder up.
     */
    private boolean isOn() throws ReflectiveOperationException {
        if (isInitialized == null) {
            try {
                isInitialized = Class.forName("jdk.jfr.FlightRecorder").getMethod("isInitialized");
            } catch (ReflectiveOperationException | LinkageError e) {
                absent = true;
                return false;
            }
        }
        return (Boolean) isInitialized.invoke(null);
    }

    @Override
    public long attend() {
        return NEVER;
    }

    @Override
    public void close() throws Exception {
        for (JfrEventType type : types.values()) {
            type.unregister();
        }
        types.clear();
    }
}
