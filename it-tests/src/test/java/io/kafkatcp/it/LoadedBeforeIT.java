package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.EarlyAgent;
import io.kafkatcp.it.apps.OneProducer;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.MadeJar;
import io.kafkatcp.it.support.SilentServer;
import io.kafkatcp.it.support.Strace;
import java.nio.file.Path;
import java.util.Map;
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
            ChildJvm.Result result = withEarlyAgent()
                    .agent("")
                    .under(strace.program())
                    .run(OneProducer.class, server.address())
                    .assertHealthy();

            assertThat(result.out()).containsExactly("loaded early", "done");
            assertThat(strace.optionsBeforeConnect(server.port()))
                    .isNotEmpty()
                    .allSatisfy(options -> assertThat(options).containsEntry("TCP_USER_TIMEOUT", 20_000));
        }
    }

    private ChildJvm withEarlyAgent() throws Exception {
        Path jar = MadeJar.with(Map.of("Premain-Class", EarlyAgent.class.getName()))
                .classes(EarlyAgent.class)
                .at(directory.resolve("early.jar"));
        return ChildJvm.withoutAgent().option("-javaagent:" + jar).classPath(Built.appClassPath());
    }
}
