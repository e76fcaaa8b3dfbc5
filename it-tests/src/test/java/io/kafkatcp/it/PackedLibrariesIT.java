package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.WeaveEverything;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.PackedClasses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The jar carries a part of Byte Buddy: nothing that can be reached is missing from it. */
class PackedLibrariesIT {

    @Test
    void everyReferenceOfEveryClassInTheJarLeadsToAClassAndAMemberThatIsThere() throws Exception {
        PackedClasses packed = PackedClasses.of(Built.AGENT, "early.jar", "core.jar");

        assertThat(packed.names()).anyMatch(name -> name.startsWith("net/bytebuddy/jar/asm/"));
        assertThat(packed.dangling()).isEmpty();
    }

    @Test
    void theWeavingInTheJarWorksThroughEveryKafkaAndThroughBytesThatNobodyCanRead() throws Exception {
        List<String> arguments = new ArrayList<>(List.of(Built.AGENT.toString()));
        Built.kafkas().stream().map(Path::toString).forEach(arguments::add);
        ChildJvm.Result result = ChildJvm.withoutAgent()
                .option("-Xbootclasspath/a:" + Built.bridge())
                .run(WeaveEverything.class, arguments.toArray(new String[0]));

        assertThat(result.exitCode()).as(String.join("\n", result.err())).isZero();
        assertThat(result.out()).hasSize(arguments.size() - 1).containsOnly("11 0");
        assertThat(result.err()).noneMatch(line -> line.contains("NoClassDefFoundError"));
        assertThat(result.err()).noneMatch(line -> line.contains("NoSuchMethodError"));
    }
}
