package io.kafkatcp.recordfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkatcp.recordfile.row.Field;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms that are not read: one line says what the file is and what to run instead. */
class OtherFormTest {

    private static final String RECORD =
            "{\"time\":\"2026-11-22T07:00:01.000Z\",\"event\":\"connection_opened\",\"agent_version\":\"0.1.0\","
                    + "\"peer_port\":9092}\n";

    @TempDir
    Path folder;

    @Test
    void yamlIsNamed() throws Exception {
        assertSays(
                "is YAML",
                "---\n- time: '2026-11-22T07:00:01.000Z'\n  event: connection_opened\n" + "  agent_version: 0.1.0\n");
        assertSays("make JSON of it, as yq does", "time: 2026-11-22T07:00:01.000Z\nagent_version: 0.1.0\n");
    }

    @Test
    void xmlIsNamed() throws Exception {
        assertSays(
                "is XML, which is not read: export JSON",
                "<?xml version=\"1.0\"?>\n<Event><agent_version>0.1.0</agent_version></Event>\n");
    }

    @Test
    void fieldsUnderDottedNamesAreNamedWithWhatRenamesThem() throws Exception {
        String dotted = RECORD.replace("{\"", "{\"log.").replace(",\"", ",\"log.");

        assertSays("jq -c 'with_entries(.key |= (split(\".\") | last))' ", dotted);
        assertThat(new RecordFiles(EnumSet.allOf(Field.class), System.in, progress())
                        .read(List.of(file(RECORD)), record -> {}))
                .as("what that prints")
                .singleElement()
                .satisfies(tally -> assertThat(tally.records()).isOne());
    }

    @Test
    void base64IsNamedWithWhatDecodesIt() throws Exception {
        byte[] records = RECORD.repeat(3).getBytes(StandardCharsets.UTF_8);

        assertSays(
                "is base64, which is not read: base64 -d ", Base64.getEncoder().encodeToString(records) + "\n");
        assertSays("is base64", Base64.getMimeEncoder().encodeToString(records));
    }

    @Test
    void base64WithinJsonIsNamedWhereItHoldsRecords() throws Exception {
        String encoded = Base64.getEncoder().encodeToString(RECORD.getBytes(StandardCharsets.UTF_8));

        assertSays("holds records in base64, which is not read: jq -r", "{\"data\":\"" + encoded + "\"}\n");
        assertSays(
                "holds no record of the agent",
                "{\"token\":\""
                        + Base64.getEncoder()
                                .encodeToString("{\"alg\":\"none\",\"more\":\"and more, and more\"}"
                                        .getBytes(StandardCharsets.UTF_8))
                        + "\"}\n");
    }

    @Test
    void aFileWithARecordIsReadWhateverItBeginsLike() throws Exception {
        assertThat(new RecordFiles(EnumSet.allOf(Field.class), System.in, progress())
                        .read(List.of(file("<html>\n" + RECORD)), record -> {}))
                .singleElement()
                .satisfies(tally -> assertThat(tally.records()).isOne());
    }

    private void assertSays(String what, String text) throws Exception {
        String file = file(text);
        assertThatThrownBy(() -> new RecordFiles(EnumSet.allOf(Field.class), System.in, progress())
                        .read(List.of(file), record -> {}))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(file)
                .hasMessageContaining(what);
    }

    private String file(String text) throws Exception {
        return Files.writeString(folder.resolve("file"), text).toString();
    }

    private static Progress progress() {
        return new Progress(new PrintWriter(new StringWriter()));
    }
}
