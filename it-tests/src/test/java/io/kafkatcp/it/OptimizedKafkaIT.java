package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.LinkEach;
import io.kafkatcp.it.apps.OneProducer;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.EclipseKafka;
import io.kafkatcp.it.support.OptimizedKafka;
import io.kafkatcp.it.support.SilentServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka whose class files ProGuard has rewritten: what is woven into them passes the JVM's verifier. */
class OptimizedKafkaIT {

    @TempDir
    Path directory;

    @Test
    void aProducerOfAnOptimizedKafkaRunsWithEveryFeatureOn() throws Exception {
        // puts other values into the variables of arguments
        Path optimized = OptimizedKafka.of(newest(), "code/allocation/variable", directory);
        try (SilentServer server = new SilentServer()) {
            ChildJvm.Result result = ChildJvm.withAgent("")
                    .classPath(optimized + ":" + Built.appClassPath())
                    .run(OneProducer.class, server.address())
                    .assertHealthy();

            assertThat(result.out()).containsExactly("done");
            assertThat(result.agentLines())
                    .anyMatch(line -> line.endsWith(": socket options on"))
                    .noneMatch(line -> line.contains("WARN"));
        }
    }

    @Test
    void whateverClassOfWhicheverAgeCanBeLinkedAfterProGuardCanBeLinkedWithTheAgentToo() throws Exception {
        List<String> arguments = new ArrayList<>(List.of(String.join(",", OptimizedKafka.WOVEN)));
        List<Path> ages = Built.kafkas().stream()
                .filter(jar -> jar.toString().matches(".*clients-(0\\.10\\.0\\.1|2\\.5\\.1|4\\.4\\.0)\\.jar"))
                .toList();
        for (Path kafka : ages) {
            Path into = Files.createDirectory(directory.resolve("into-" + arguments.size()));
            Path optimized = OptimizedKafka.of(kafka, "*", into);
            arguments.add(optimized + "," + kafka + "," + Built.slf4jApi());
        }

        String[] all = arguments.toArray(new String[0]);
        ChildJvm.Result without = ChildJvm.withoutAgent().run(LinkEach.class, all);
        ChildJvm.Result with = ChildJvm.withAgent("").run(LinkEach.class, all).assertHealthy();

        // ProGuard itself makes frames of which the verifier refuses some
        assertThat(without.out())
                .hasSizeGreaterThanOrEqualTo(3)
                .filteredOn("11"::equals)
                .isNotEmpty();
        assertThat(with.out()).isEqualTo(without.out());
        assertThat(with.agentLines().stream().filter(line -> line.endsWith(": socket options on")))
                .hasSize(3);
    }

    /** Its methods end and its handlers stand otherwise than javac's. */
    @Test
    void aProducerOfAKafkaThatEclipseCompiledRunsWithEveryFeatureOn() throws Exception {
        Assumptions.assumeTrue(Built.isFull(), "skipped: Eclipse's compiler comes with the profile \"full\"");
        Path kafka = Built.kafka("3.9.2");
        Path compiled = EclipseKafka.of(kafka, Built.sources("3.9.2"), directory);
        String linked = String.join(",", OptimizedKafka.WOVEN) + " " + compiled + "/," + kafka + "," + Built.slf4jApi();

        ChildJvm.Result without = ChildJvm.withoutAgent().run(LinkEach.class, linked.split(" "));
        ChildJvm.Result with =
                ChildJvm.withAgent("").run(LinkEach.class, linked.split(" ")).assertHealthy();

        assertThat(without.out()).containsExactly("11");
        assertThat(with.out()).isEqualTo(without.out());
        try (SilentServer server = new SilentServer()) {
            ChildJvm.Result result = ChildJvm.withAgent("")
                    .classPath(compiled + ":" + kafka + ":" + Built.appClassPath())
                    .run(OneProducer.class, server.address())
                    .assertHealthy();

            assertThat(result.out()).containsExactly("done");
            assertThat(result.agentLines())
                    .anyMatch(line -> line.endsWith(": socket options on"))
                    .noneMatch(line -> line.contains("WARN"));
        }
    }

    private static Path newest() {
        return Built.kafkas().stream()
                .filter(jar -> jar.toString().endsWith("clients-4.4.0.jar"))
                .findFirst()
                .orElseThrow();
    }
}
