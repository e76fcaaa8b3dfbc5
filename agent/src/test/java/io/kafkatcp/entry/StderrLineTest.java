package io.kafkatcp.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StderrLineTest {

    private volatile Thread writer;

    /** Some end the JVM in it; and System.err is what the application has made of it. */
    @Test
    void aStandardErrorThatThrowsDoesNotComeToTheApplicationsHandler() throws Exception {
        PrintStream before = System.err;
        CountDownLatch called = new CountDownLatch(1);
        AtomicInteger uncaught = new AtomicInteger();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.incrementAndGet());
        System.setErr(new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(String line) {
                writer = Thread.currentThread();
                called.countDown();
                throw new IllegalStateException("the application's own");
            }
        });
        try {
            StderrLine.print(": a line");
            assertThat(called.await(60, TimeUnit.SECONDS)).isTrue();
            writer.join(60_000);
        } finally {
            System.setErr(before);
            Thread.setDefaultUncaughtExceptionHandler(null);
        }
        assertThat(uncaught).hasValue(0);
    }
}
