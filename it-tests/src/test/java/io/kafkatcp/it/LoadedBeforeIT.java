package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.EarlyAgent;
import io.kafkatcp.it.apps.OneProducer;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.SilentServer;
import io.kafkatcp.it.support.Strace;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's classes can be in the JVM before the agent: through another agent, or out of an AOT cache. */
class LoadedBeforeIT {

    @TempDir
    Path directory;

    @Test
    void classesThatAnotherAgentLoadedFirstAreWovenAllTheSame() throws Exception {
        Strace strace = Strace.in(directory);
        try (SilentServer server = new SilentServer()) {
            ChildJvm.Result result = withEarlyAgent().agent("").under(strace.program())
                    .run(OneProducer.class, server.address()).assertHealthy();

            assertThat(result.out()).containsExactly("loaded early", "done");
            assertThat(strace.optionsBeforeConnect(server.port())).isNotEmpty()
                    .allSatisfy(options -> assertThat(options).containsEntry("TCP_USER_TIMEOUT", 20_000));
        }
    }

    private ChildJvm withEarlyAgent() throws Exception {
        Path jar = directory.resolve("early.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", EarlyAgent.class.getName());
        String entry = EarlyAgent.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry(entry));
            out.write(EarlyAgent.class.getResourceAsStream("/" + entry).readAllBytes());
        }
        return ChildJvm.withoutAgent().option("-javaagent:" + jar).classPath(Built.appClassPath());
    }
}
