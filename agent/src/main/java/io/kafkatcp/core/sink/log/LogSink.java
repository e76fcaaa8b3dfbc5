package io.kafkatcp.core.sink.log;

import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.AppLog;
import io.kafkatcp.core.runtime.Clock;
import io.kafkatcp.core.sink.Sink;
import io.kafkatcp.core.start.Printable;
import io.kafkatcp.core.start.Stderr;
import io.kafkatcp.core.thread.OnSinkThread;

/**
 * Says a record's sentence in the application's own log, under flood control; a warning that no log takes goes to
 * standard error.
 */
@OnSinkThread
public final class LogSink implements Sink {

    private final Stderr stderr;
    private final Clock clock;
    private final FloodControl flood;

    public LogSink(Stderr stderr, Clock clock) {
        this.stderr = stderr;
        this.clock = clock;
        this.flood = new FloodControl(clock);
    }

    @Override
    public String option() {
        return "log";
    }

    @Override
    public String name() {
        return "the application's log";
    }

    @Override
    public void write(Record record) throws Exception {
        if (record.sentence() == null) {
            return;
        }
        // first: the minute before this record may be over
        saySummaries();
        if (flood.admits(record)) {
            say(record.kafkaLoader(), record.level(), record.sentence());
        }
    }

    @Override
    public long attend() throws Exception {
        saySummaries();
        return flood.nextMs();
    }

    private void saySummaries() throws Exception {
        for (FloodControl.Window over : flood.over()) {
            say(over.kafkaLoader(), over.level, over.summary(clock.nowMs()));
        }
    }

    private void say(ClassLoader kafkaLoader, Record.Level level, String text) throws Exception {
        if (!AppLog.say(kafkaLoader, level, Printable.text(text)) && level == Record.Level.WARN) {
            stderr.line("WARN", text);
        }
    }
}
