package io.kafkatcp.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityTableTest {

    private final IdentityTable<Integer> table = new IdentityTable<>();

    @Test
    void manyKeysAreFoundByIdentityAndNoOthers() {
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            keys.add(new String("same"));
            table.put(keys.get(i), i);
        }

        for (int i = 0; i < 500; i++) {
            assertThat(table.get(keys.get(i))).isEqualTo(i);
        }
        assertThat(table.get(new String("same"))).isNull();
    }

    @Test
    void aKeyThatIsPutAgainHasItsLastValue() {
        Object key = new Object();
        table.put(key, 1);
        table.put(key, 2);

        assertThat(table.get(key)).isEqualTo(2);
    }

    @Test
    void aKeyIsNotKeptAliveAndItsPlaceIsTakenBack() throws InterruptedException {
        Object key = new Object();
        table.put(key, 1);
        WeakReference<Object> watch = new WeakReference<>(key);
        key = null;

        for (int i = 0; i < 500 && watch.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(watch.get()).isNull();
        Object other = new Object();
        table.put(other, 2);
        assertThat(table.get(other)).isEqualTo(2);
    }
}
