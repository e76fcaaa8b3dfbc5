package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.ScrapeItself;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.ClosedPort;
import io.kafkatcp.it.support.FleetFile;
import io.kafkatcp.it.support.InProcess;
import io.kafkatcp.it.support.Journal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent writes to standard output is in systemd's journal, and what journalctl prints of it is read. */
class JournalIT {

    @TempDir
    Path directory;

    @Test
    void reportAndCorrelateSayOfTheJournalWhatTheySayOfTheFile() throws Exception {
        Path fleet = FleetFile.write(directory, 3, 12, 6, 0).records();

        Process cat = new ProcessBuilder(Journal.around(directory, "cat", fleet.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(cat.getInputStream().readAllBytes());

        assertThat(cat.waitFor()).as(said).isZero();
        for (String form : Journal.FORMS) {
            Path printed = directory.resolve(form);
            for (List<String> verb : List.of(List.of("report"), List.of("correlate", "--json"))) {
                assertThat(said(verb, printed)).as(form + " " + verb).isEqualTo(said(verb, fleet));
            }
        }
    }

    /** A service's standard output is a socket of the journal's, which /dev/stdout cannot open. */
    @Test
    void aServicesRecordsAreInTheJournalAmongWhatItLogs() throws Exception {
        try (ClosedPort port = new ClosedPort()) {
            ChildJvm.withAgent("events=file,events.file=/dev/stdout,service=orders")
                    .under(Journal.around(directory))
                    .run(ScrapeItself.class, port.address(), "none")
                    .assertHealthy();
        }

        assertThat(Files.readAllLines(directory.resolve("cat")))
                .anyMatch(line -> line.contains("ProducerConfig values"))
                .anyMatch(line -> line.contains("\"event\":\"connect_failed\""))
                .noneMatch(line -> line.contains("records do not reach"));
        for (String form : Journal.FORMS) {
            assertThat(said(List.of("report"), directory.resolve(form)).out())
                    .as(form)
                    .contains("refused: the host is alive, the port is closed");
        }
    }

    private static InProcess.Result said(List<String> verb, Path records) throws Exception {
        return InProcess.run(
                Stream.concat(verb.stream(), Stream.of(records.toString())).toList());
    }
}
