package io.kafkatcp.core.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StderrTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void linesAreThereAndInOrderWhenItReturns() {
        Stderr stderr = new Stderr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        stderr.promptly("", "one");
        stderr.promptly("WARN", "two");

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("kafka-tcp-agent: one", "kafka-tcp-agent WARN: two");
    }

    @Test
    @Timeout(60)
    void onePipeThatNobodyReadsHoldsTheApplicationUpOnceAndNotForEver() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        Stderr stderr = new Stderr(new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        try {
                            read.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        bytes.write(b);
                    }
                },
                true,
                StandardCharsets.UTF_8));
        stderr.promptly("", "one");
        stderr.promptly("", "two");
        assertThat(bytes.size()).isZero();
        read.countDown();
        for (int i = 0; i < 1_000 && bytes.size() < "kafka-tcp-agent: one\n".length(); i++) {
            Thread.sleep(5);
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("kafka-tcp-agent: one\n");
    }

    @Test
    void anApplicationThatIsInterruptedStaysSoAndHearsEverything() throws Exception {
        Stderr stderr = new Stderr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        Thread.currentThread().interrupt();
        stderr.promptly("", "one");
        stderr.promptly("", "two");

        assertThat(Thread.interrupted()).isTrue();
        for (int i = 0;
                i < 1_000 && bytes.toString(StandardCharsets.UTF_8).lines().count() < 2;
                i++) {
            Thread.sleep(5);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyInAnyOrder("kafka-tcp-agent: one", "kafka-tcp-agent: two");
    }
}
