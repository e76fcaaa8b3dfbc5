package io.kafkatcp.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordTest {

    private final Record record = new Record(Event.CONNECTION_CLOSED, Record.Level.INFO, null);

    @Test
    void keepsItsFieldsInTheOrderGivenAndLeavesEmptyOnesOut() {
        record.text("z", "last")
                .text("none", null)
                .text("empty", "")
                .number("a", -1)
                .flag("b", false);

        assertThat(record.fields()).containsExactly(Map.entry("z", "last"), Map.entry("a", -1L), Map.entry("b", false));
    }

    @Test
    void carriesTheTimeAtWhichItWasMade() {
        assertThat(record.timeMs()).isBetween(System.currentTimeMillis() - 10_000, System.currentTimeMillis());
    }

    @Test
    void cutsLongTextsOffSoThatAQueueFullOfThemFitsInTheHeap() {
        record.text("name", "x".repeat(64_000)).sentence("y".repeat(64_000)).repeatedAs("z".repeat(64_000));

        assertThat((String) record.get("name")).isEqualTo("x".repeat(2_000) + "...");
        assertThat(record.sentence()).hasSize(2_003);
        assertThat(record.repeatedAs()).hasSize(2_003);
    }

    @Test
    void doesNotCutACharacterInHalf() {
        record.text("name", "x".repeat(1_999) + "\ud83d\ude00" + "tail");

        assertThat((String) record.get("name")).isEqualTo("x".repeat(1_999) + "...");
    }

    @Test
    void isNotChangedByWhoeverGaveItATimeline() {
        long[] flat = {1, 2, 3, 4};
        record.pairs("timeline", flat);
        flat[0] = 99;

        assertThat((long[]) record.get("timeline")).containsExactly(1, 2, 3, 4);
    }

    @Test
    void refusesATimelineThatIsNoPairs() {
        assertThatThrownBy(() -> record.pairs("timeline", new long[3]))
                .hasMessage("timeline has 3 numbers, which are no pairs");
    }
}
