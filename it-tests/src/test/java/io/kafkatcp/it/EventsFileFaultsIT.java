package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.support.ClosedPort;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.RecordedProducer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What others do to the file of records while it is written: each record stands in one file once, or is counted as
 * lost.
 */
class EventsFileFaultsIT {

    private static final int SOME = 15;
    private static final Pattern AGAIN = Pattern.compile("records reach the file .* again; (\\d+) did not");
    /** Root reads and writes whatever the permissions say; without these capabilities it is as anybody else. */
    private static final List<String> WITHOUT_PRIVILEGES =
            List.of("setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search");

    @TempDir
    Path directory;

    private ClosedPort closed;
    private Path file;
    private Path archived;

    @BeforeEach
    void aPortThatRefuses() throws Exception {
        closed = new ClosedPort();
        file = directory.resolve("events.jsonl");
        archived = Files.createDirectory(directory.resolve("archive")).resolve("events.jsonl.old");
    }

    @AfterEach
    void thePortIsFreeAgain() throws Exception {
        closed.close();
    }

    @Test
    void aFileThatIsMovedAwayIsBegunAgainAndNoRecordIsLostOrStandsTwice() throws Exception {
        try (RecordedProducer producer = writing(List.of())) {
            Files.move(file, archived);
            producer.await("connect_failed", SOME);
            producer.stop();

            List<JsonNode> all = failed();
            assertThat(all)
                    .as(producer.told())
                    .hasSize((int) producer.attempts())
                    .doesNotHaveDuplicates();
            assertThat(producer.logged("records do not reach")).isZero();
        }
    }

    @Test
    void aFileThatIsDeletedIsBegunAgain() throws Exception {
        try (RecordedProducer producer = writing(List.of())) {
            Files.delete(file);
            producer.await("connect_failed", SOME);
            producer.stop();

            assertThat(producer.logged("records do not reach")).isZero();
        }
    }

    @Test
    void inAFolderThatHasBecomeUnwritableTheLostAreCountedUntilItIsWritableAgain() throws Exception {
        try (RecordedProducer producer = writing(ordinaryUser())) {
            Files.move(file, archived);
            permit("r-xr-xr-x");
            producer.await(
                    "line on the lost",
                    () -> producer.logged("records do not reach the file " + file + ": Permission denied") == 1);
            permit("rwxr-xr-x");
            producer.await("connect_failed", SOME);
            producer.stop();

            Matcher again = AGAIN.matcher(String.join("\n", producer.logged()));
            assertThat(again.find()).as(producer.told()).isTrue();
            assertThat(failed().size() + Integer.parseInt(again.group(1)))
                    .as(producer.told())
                    .isEqualTo((int) producer.attempts());
        }
    }

    private RecordedProducer writing(List<String> program) {
        // its send waits for all of the test, so that there is one kind of record
        RecordedProducer producer = RecordedProducer.startUnder(
                program,
                directory,
                "events",
                closed.address(),
                "reconnect.backoff.ms=20",
                "reconnect.backoff.max.ms=20",
                "max.block.ms=600000");
        producer.await("connect_failed", SOME);
        return producer;
    }

    private List<JsonNode> failed() {
        return Stream.of(archived, file)
                .flatMap(part -> new EventsFile(part).of("connect_failed").stream())
                .toList();
    }

    private void permit(String permissions) throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    }

    private static List<String> ordinaryUser() {
        return System.getProperty("user.name").equals("root") ? WITHOUT_PRIVILEGES : List.of();
    }
}
