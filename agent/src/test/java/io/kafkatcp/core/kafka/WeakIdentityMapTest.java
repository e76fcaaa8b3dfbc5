package io.kafkatcp.core.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {

    private final WeakIdentityMap<Object> map = new WeakIdentityMap<>();

    @Test
    void equalObjectsAreNotTheSame() {
        Object one = new String("node 1");
        Object other = new String("node 1");
        map.put(one, "one");

        assertThat(map.get(one)).isEqualTo("one");
        assertThat(map.get(other)).isNull();
        assertThat(map.putIfAbsent(one, "again")).isEqualTo("one");
        assertThat(map.remove(one)).isEqualTo("one");
        assertThat(map.get(one)).isNull();
        assertThat(map.size()).isZero();
    }

    @Test
    void manyKeysAreFoundByIdentityAndNoOthers() {
        List<String> keys = keys(500);
        for (int i = 0; i < 500; i++) {
            map.put(keys.get(i), i);
        }

        for (int i = 0; i < 500; i++) {
            assertThat(map.get(keys.get(i))).isEqualTo(i);
        }
        assertThat(map.get(new String("same"))).isNull();
        assertThat(map.size()).isEqualTo(500);
        assertThat(map.values()).hasSize(500);
    }

    @Test
    void aKeyThatIsPutAgainHasItsLastValueAndStandsThereOnce() {
        Object key = new Object();
        map.put(key, 1);
        map.put(key, 2);

        assertThat(map.get(key)).isEqualTo(2);
        assertThat(map.size()).isEqualTo(1);
        assertThat(map.remove(key)).isEqualTo(2);
        assertThat(map.get(key)).isNull();
    }

    @Test
    void aValueUnderSeveralKeysComesOnce() {
        List<String> keys = keys(3);
        keys.forEach(key -> map.put(key, "client"));

        assertThat(map.values()).containsExactly("client");
        assertThat(map.size()).isEqualTo(3);
    }

    @Test
    void whatKafkaForgetsIsForgottenAlsoAfterTheMapHasGrown() throws InterruptedException {
        Object key = new Object();
        map.put(key, "value");
        List<String> others = keys(100);
        others.forEach(other -> map.put(other, "other"));
        others.forEach(map::remove);
        WeakReference<Object> watch = new WeakReference<>(key);
        key = null;

        for (int i = 0; i < 500 && (watch.get() != null || map.size() > 0); i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(map.size()).isZero();
    }

    @Test
    void oneMoreCostsTheSameWhereFiftyThousandAreThereAlready() {
        List<String> keys = keys(50_000);

        long bytes = allocatedBy(() -> keys.forEach(key -> map.put(key, Boolean.TRUE)));

        // a map that is copied for each has allocated 30 GB by then
        assertThat(bytes / keys.size()).isLessThan(500);
    }

    @Test
    void aLookUpAllocatesNothing() {
        List<String> keys = keys(1_000);
        keys.forEach(key -> map.put(key, Boolean.TRUE));
        Object unknown = new Object();
        AtomicLong found = new AtomicLong();
        Runnable lookUps = () -> {
            for (int i = 0; i < 1_000; i++) {
                found.addAndGet(map.get(keys.get(i)) != null && map.get(unknown) == null ? 1 : 0);
            }
        };
        lookUps.run();

        assertThat(allocatedBy(lookUps)).isLessThan(1_000);
        assertThat(found).hasValue(2_000);
    }

    @Test
    void whoLooksUpWhileOthersChangeItMissesNothing() throws InterruptedException {
        Object stays = new Object();
        map.put(stays, 0);
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong missed = new AtomicLong();
        Thread looking = new Thread(() -> {
            while (!over.get()) {
                missed.addAndGet(map.get(stays) == null ? 1 : 0);
            }
        });
        looking.start();
        for (int round = 0; round < 1_000; round++) {
            List<String> keys = keys(300);
            keys.forEach(key -> map.put(key, 1));
            map.put(stays, round);
            keys.forEach(map::remove);
        }
        over.set(true);
        looking.join();

        assertThat(missed).hasValue(0);
    }

    private static List<String> keys(int count) {
        return new ArrayList<>(
                IntStream.range(0, count).mapToObj(i -> new String("same")).toList());
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
