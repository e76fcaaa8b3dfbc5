package io.kafkatcp.core.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.kafkatcp.core.runtime.CapturedAgentLog;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Class loaders have locks of their own: nobody may hold one of the agent's while he waits for theirs. */
class WeaverLocksTest {

    private static final String SELECTOR = "org/apache/kafka/common/network/Selector";
    private static final long LIMIT_SECONDS = 20;

    private final CapturedAgentLog captured = new CapturedAgentLog();
    private final Weaver weaver =
            new Weaver(captured.agentLog(), "socket options on", new Withdrawal(mock(Instrumentation.class)));
    private final Object lockOfBothLoaders = new Object();
    private final CountDownLatch lockIsTaken = new CountDownLatch(1);
    private final CountDownLatch loaderIsAsked = new CountDownLatch(1);

    @Test
    void twoLoadersThatNeedEachOthersLockBothGetTheirKafka() throws Exception {
        byte[][] woven = new byte[2][];
        Thread asking = start(() -> {
            await(lockIsTaken);
            woven[0] = weave(new LockingLoader());
        });
        Thread loading = start(() -> {
            synchronized (lockOfBothLoaders) {
                lockIsTaken.countDown();
                await(loaderIsAsked);
                woven[1] = weave(new LockingLoader());
            }
        });

        asking.join(LIMIT_SECONDS * 1_000);
        loading.join(LIMIT_SECONDS * 1_000);

        assertThat(asking.isAlive() || loading.isAlive()).as("deadlock").isFalse();
        assertThat(woven[0]).isNotNull();
        assertThat(woven[1]).isNotNull();
    }

    @Test
    void aLoaderThatDefinesWhatItIsEqualToIsNeitherAskedNorMistakenForAnother() throws Exception {
        ClassLoader one = new SameAsAny();
        ClassLoader other = new SameAsAny();

        assertThat(weave(one)).isNotNull();
        assertThat(weave(other)).isNotNull();
        assertThat(weaver.rows()).hasSize(2);
    }

    private static final class SameAsAny extends ClassLoader {

        SameAsAny() {
            super(WeaverLocksTest.class.getClassLoader());
        }

        @Override
        public boolean equals(Object other) {
            throw new IllegalStateException("asked");
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("asked");
        }
    }

    /** As child-first loaders do that look into each other. */
    private final class LockingLoader extends ClassLoader {

        LockingLoader() {
            super(WeaverLocksTest.class.getClassLoader());
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            loaderIsAsked.countDown();
            synchronized (lockOfBothLoaders) {
                return super.getResourceAsStream(name);
            }
        }
    }

    private byte[] weave(ClassLoader loader) {
        try (InputStream in = WeaverLocksTest.class.getClassLoader().getResourceAsStream(SELECTOR + ".class")) {
            return weaver.weave(loader, SELECTOR, in.readAllBytes());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
