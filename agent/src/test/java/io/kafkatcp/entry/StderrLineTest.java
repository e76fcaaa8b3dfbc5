package io.kafkatcp.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StderrLineTest {

    /** Some end the JVM in it; and System.err is what the application has made of it. */
    @Test
    void aStandardErrorThatThrowsDoesNotComeToTheApplicationsHandler() throws Exception {
        PrintStream before = System.err;
        AtomicInteger called = new AtomicInteger();
        AtomicInteger uncaught = new AtomicInteger();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.incrementAndGet());
        System.setErr(new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(String line) {
                called.incrementAndGet();
                throw new IllegalStateException("the application's own");
            }
        });
        try {
            StderrLine.print(": a line");
        } finally {
            System.setErr(before);
            Thread.setDefaultUncaughtExceptionHandler(null);
        }
        assertThat(called).hasValue(1);
        assertThat(uncaught).hasValue(0);
    }
}
