package io.kafkatcp.recordfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that are cut off or in parts: the next one is found, and what is whole is whole. */
class CutRecordsTest extends EnvelopeFixture {

    @Test
    void aRecordWithoutATimeIsCountedAndSoIsOneThatIsCutOff() throws Exception {
        String untimed = records.get(7).replaceFirst("\"time\":\"[^\"]*\",", "");
        read((records.get(0) + untimed + records.get(1).substring(0, 200)).getBytes(StandardCharsets.UTF_8));
        assertThat(tallies.get(0).isIncomplete()).isTrue();
        assertThat(tallies.get(0).sentences())
                .containsExactly(
                        "standard input: 1 broken record, skipped: line 1 (cut off)",
                        "standard input: 1 record without a time that can be read, skipped: line 1");
    }

    @Test
    void whereverARecordIsCutOffTheNextOneIsFound() throws Exception {
        String one = records.get(0);
        for (String between : List.of("", "\n", " ", "\n2026-11-22 INFO ")) {
            for (int cut = 0; cut < one.length(); cut++) {
                String text = one.substring(0, cut) + between + records.get(1) + "\n" + records.get(2);
                assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
                        .as(text)
                        .isEqualTo(expected().subList(1, 3));
                String inner =
                        "{\"m\":" + quoted(one.substring(0, cut) + between + records.get(1)) + "}" + records.get(2);
                assertThat(read(inner.getBytes(StandardCharsets.UTF_8)))
                        .as(inner)
                        .isEqualTo(expected().subList(1, 3));
            }
        }
    }

    @Test
    void whereverDockerCutsARecordItIsWhole() throws Exception {
        String one = records.get(0);
        for (int cut = 2; cut < one.length(); cut++) {
            String text = docker(one.substring(0, cut)) + docker(one.substring(cut) + "\n");

            assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
                    .as(text)
                    .isEqualTo(expected().subList(0, 1));
        }
    }

    @Test
    void whereverAnEscapedRecordIsCutOffWithItsEnvelopeTheNextOneIsFound() throws Exception {
        for (String one : List.of(cell(records.get(0)), quoted(records.get(0)))) {
            for (int cut = 1; cut < one.length(); cut++) {
                String text = one.substring(0, cut) + "\n" + records.get(1) + "\n" + records.get(2);
                assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
                        .as(text)
                        .endsWith(expected().get(2));
                assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
                        .as(text)
                        .contains(expected().get(1));
            }
        }
    }
}
