package io.kafkatcp.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {

    private final WeakIdentityMap<String> map = new WeakIdentityMap<>();

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
    }

    @Test
    void whatKafkaForgetsIsForgotten() throws InterruptedException {
        Object key = new Object();
        map.put(key, "value");
        WeakReference<Object> watch = new WeakReference<>(key);
        key = null;

        for (int i = 0; i < 500 && (watch.get() != null || map.size() > 0); i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(map.size()).isZero();
    }
}
