package io.kafkatcp.core.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.kafkatcp.core.runtime.CapturedAgentLog;
import io.kafkatcp.core.thread.Daemons;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Class loaders have locks of their own: nobody may hold one of the agent's while he waits for theirs. */
class WeaverLocksTest {

    private static final String SELECTOR = "org/apache/kafka/common/network/Selector";
    private final CapturedAgentLog captured = new CapturedAgentLog();
    private final Weaver weaver = new Weaver(
            captured.agentLog(),
            "socket options on",
            new Withdrawal(mock(Instrumentation.class), captured.agentLog().errors()));
    private final Object lockOfBothLoaders = new Object();
    private final CountDownLatch lockIsTaken = new CountDownLatch(1);
    private final CountDownLatch loaderIsAsked = new CountDownLatch(1);

    @Test
    void twoLoadersThatNeedEachOthersLockBothGetTheirKafka() throws Exception {
        byte[][] woven = new byte[2][];
        Thread asking = Daemons.start(() -> {
            Daemons.await(lockIsTaken);
            woven[0] = weave(new LockingLoader());
        });
        Thread loading = Daemons.start(() -> {
            synchronized (lockOfBothLoaders) {
                lockIsTaken.countDown();
                Daemons.await(loaderIsAsked);
                woven[1] = weave(new LockingLoader());
            }
        });

        Daemons.join(asking);
        Daemons.join(loading);

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
}
