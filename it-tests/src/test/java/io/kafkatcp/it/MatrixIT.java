package io.kafkatcp.it;

import static io.kafkatcp.it.support.EventsFile.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.AgedKafkas;
import io.kafkatcp.it.support.AgedKafkas.Jvm;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.EachJdk;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.OldBroker;
import io.kafkatcp.it.support.VersionsPage;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every age of Kafka, each in its own loader in one JVM, against a broker that speaks to all of them, through
 * everything that can happen to a record; what the agent told of each stands in the table of supported versions.
 */
class MatrixIT {

    @RegisterExtension
    static final OldBroker BROKER = new OldBroker();

    @TempDir
    Path directory;

    @EachJdk
    void everyKafkaHasItsRecordsAcknowledgedAndEveryEventOfTheirLifeTold(Path jdk) throws Exception {
        // HotSpot then checks what was woven also where it trusts the loader
        Jvm jvm = Jvm.of(
                jdk,
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:+BytecodeVerificationLocal",
                "-XX:+BytecodeVerificationRemote",
                jdk.equals(Jdks.running()) ? "-XX:+UseSerialGC" : "-XX:+UseZGC");
        AgedKafkas kafkas = AgedKafkas.run(jvm, Built.kafkas(), BROKER.broker(), directory);

        for (Path jar : Built.kafkas()) {
            String version = Built.versionOf(jar);
            assertThat(kafkas.of(version, "main", "connection_opened"))
                    .as(version + "\n" + kafkas.told())
                    .isNotEmpty()
                    .allSatisfy(EventsFile::assertDefaultsOn);
            assertThat(kafkas.of(version, "refused", "connect_failed"))
                    .as(version)
                    .isNotEmpty()
                    .allSatisfy(record -> assertThat(said(record, "outcome")).containsExactly("outcome=refused"));
            assertThat(VersionsPage.row(kafkas, version))
                    .as(version + "\n" + kafkas.told())
                    .doesNotContain(VersionsPage.MISSING);
        }
        VersionsPage.compare(kafkas, Built.kafkas());
    }
}
