package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.EachJdk;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.OldBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The JVM can keep classes of one run for the next ones, so that they never pass by as class files: they must be woven
 * all the same, and the archive kept.
 */
class ArchivesIT {

    /** What stands for the classes that are woven. */
    private static final String SELECTOR = "org.apache.kafka.common.network.Selector source: ";
    /**
     * Of the agent's own classes, 274 when it was measured: each is read, verified and linked before the first record.
     */
    private static final int MOST_OWN_CLASSES = 290;

    @RegisterExtension
    static final OldBroker BROKER = new OldBroker();

    @TempDir
    Path directory;

    private EventsFile events;

    @BeforeEach
    void nothingIsRecordedYet() {
        events = new EventsFile(directory.resolve("events.jsonl"));
    }

    @EachJdk
    void fromAnArchiveMadeAtExitTheJvmTakesAllButTheClassesThatAreWoven(Path jdk) throws Exception {
        Path archive = directory.resolve("app.jsa");
        run(ChildJvm.withoutAgent().home(jdk).option("-XX:ArchiveClassesAtExit=" + archive))
                .assertHealthy();

        List<String> loaded = useWithAgent(jdk, "-Xshare:on", "-XX:SharedArchiveFile=" + archive);

        // HotSpot hands the agent the archived class's file, sees that it was changed, and takes the changed one
        assertThat(loaded)
                .filteredOn(line -> line.contains(SELECTOR))
                .singleElement()
                .asString()
                .doesNotContain("shared objects file");
    }

    @EachJdk
    void anArchiveMadeAtExitTheJvmItselfRefusesToMakeUnderAnAgent(Path jdk) throws Exception {
        ChildJvm.Result refused = run(
                ChildJvm.withAgent("").home(jdk).option("-XX:ArchiveClassesAtExit=" + directory.resolve("app.jsa")));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(Stream.concat(refused.out().stream(), refused.err().stream()))
                .anyMatch(line -> line.contains("AllowArchivingWithJavaAgent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--add-modules=java.instrument", "-javaagent"})
    void outOfAnAotCacheTheClassesComeBeforeTheAgentAndAreWovenAfterwards(String trainedWith) throws Exception {
        Path jdk = jdkWithAotCache();
        Path cache = directory.resolve("app.aot");
        boolean agent = trainedWith.equals("-javaagent");
        ChildJvm training = (agent
                        ? ChildJvm.withAgent(events.argument())
                        : ChildJvm.withoutAgent().option(trainedWith))
                .home(jdk);
        ChildJvm.Result trained =
                run(training.option("-XX:AOTCacheOutput=" + cache)).assertHealthy();
        if (agent) {
            // with woven classes inside, JDK 25 crashed at the start of every JVM that used the cache
            assertThat(trained.agentLines()).anyMatch(line -> line.contains("WARN: this run records an AOT cache"));
            assertThat(events.all()).isEmpty();
        }

        List<String> loaded = useWithAgent(jdk, "-XX:AOTMode=on", "-XX:AOTCache=" + cache);

        assertThat(loaded).filteredOn(line -> line.contains(SELECTOR)).hasSize(2);
        assertThat(loaded)
                .anyMatch(line -> line.endsWith(SELECTOR + "shared objects file"))
                .anyMatch(line -> line.endsWith(SELECTOR + "__VM_RedefineClasses__"));
        run(ChildJvm.withoutAgent()
                        .home(jdk)
                        .option("--add-modules=java.instrument")
                        .option("-XX:AOTMode=on")
                        .option("-XX:AOTCache=" + cache))
                .assertHealthy();
    }

    @Test
    void anAotCacheThatWasTrainedWithoutTheModuleOfAgentsIsLeftByTheJvmAndTheOptionsAreSet() throws Exception {
        Path jdk = jdkWithAotCache();
        Path cache = directory.resolve("app.aot");
        run(ChildJvm.withoutAgent().home(jdk).option("-XX:AOTCacheOutput=" + cache))
                .assertHealthy();

        run(ChildJvm.withAgent(events.argument()).home(jdk).option("-XX:AOTCache=" + cache))
                .assertHealthy();

        assertOptionsSet();
    }

    private static Path jdkWithAotCache() {
        Path jdk =
                Jdks.all().filter(home -> Jdks.release(home) >= 25).findFirst().orElse(null);
        Assumptions.assumeTrue(jdk != null, "skipped: TEST_JDKS lists no JDK of 25 or newer");
        return jdk;
    }

    /**
     * The JVM refuses to start where it cannot use what the options name; @return its log of the classes that it loaded
     */
    private List<String> useWithAgent(Path jdk, String... options) throws Exception {
        Path log = directory.resolve("loaded.txt");
        ChildJvm jvm = ChildJvm.withAgent(events.argument()).home(jdk).option("-Xlog:class+load:file=" + log);
        Stream.of(options).forEach(jvm::option);
        run(jvm).assertHealthy();

        assertOptionsSet();
        List<String> loaded = Files.readAllLines(log);
        List<String> kafkas = loaded.stream()
                .filter(line -> line.contains(" org.apache.kafka."))
                .toList();
        assertThat(loaded)
                .filteredOn(line -> line.endsWith(Built.AGENT.getFileName().toString()))
                .hasSizeBetween(100, MOST_OWN_CLASSES);
        assertThat(kafkas).hasSizeGreaterThan(500);
        assertThat(kafkas.stream()
                        .filter(line -> line.contains("source: shared objects file"))
                        .count())
                .isGreaterThan(kafkas.size() * 9L / 10);
        return loaded;
    }

    private void assertOptionsSet() {
        // the bootstrap connection, and one to the leader
        assertThat(events.of("connection_opened"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(EventsFile::assertDefaultsOn);
    }

    /** The ordinary producer, which is in a jar: no archive takes classes out of a folder. */
    private static ChildJvm.Result run(ChildJvm jvm) throws Exception {
        return jvm.launch(List.of(
                "-jar",
                Built.SAMPLE_APP.toString(),
                "--bootstrap-servers",
                BROKER.broker().bootstrapServers(),
                "--idle",
                "10ms",
                "--burst",
                "1"));
    }
}
