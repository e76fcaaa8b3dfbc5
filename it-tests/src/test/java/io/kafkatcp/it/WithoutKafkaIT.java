package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.NoKafka;
import io.kafkatcp.it.apps.OneProducer;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM without Kafka must not even read: most of the agent, shown by an agent that has lost it. */
class WithoutKafkaIT {

    @TempDir
    Path directory;

    private Path halved;

    @BeforeEach
    void takeTheRestOutOfTheJar() throws Exception {
        halved = Files.copy(Built.AGENT, directory.resolve("kafka-tcp-agent.jar"));
        try (FileSystem jar = FileSystems.newFileSystem(halved)) {
            Files.delete(jar.getPath("/core.jar"));
        }
    }

    @Test
    void aJvmWithoutKafkaNeverReadsCoreJar() throws Exception {
        ChildJvm.Result result = ChildJvm.withoutAgent()
                .option("-javaagent:" + halved)
                .classPath(Built.bareClassPath())
                .run(NoKafka.class)
                .assertHealthy();

        assertThat(result.agentLines()).noneMatch(line -> line.contains("core.jar"));
    }

    @Test
    void oneWithKafkaMissesIt() throws Exception {
        ChildJvm.Result result =
                ChildJvm.withoutAgent().option("-javaagent:" + halved).run(OneProducer.class, "127.0.0.1:9");

        assertThat(String.join("\n", result.err())).contains("has lost its core.jar");
    }
}
