package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.ManyKafkas;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.EachJdk;
import io.kafkatcp.it.support.SilentServer;
import io.kafkatcp.it.support.Strace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Kafka of many ages, and one under another name, each in its own loader in one JVM. */
class ManyKafkasIT {

    @TempDir
    Path directory;

    @EachJdk
    void everyKafkaOfAJvmGetsTheOptionsWhateverItsAgeNameOrLoader(Path jdk) throws Exception {
        Strace strace = Strace.in(directory);
        List<SilentServer> servers = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of(Built.slf4jApi().toString()));
        for (Path kafka : Built.kafkas()) {
            SilentServer server = new SilentServer();
            servers.add(server);
            arguments.add(kafka + "=" + server.address());
        }

        ChildJvm.Result result = ChildJvm.withAgent("")
                .home(jdk)
                .classPath(Built.bareClassPath())
                .under(strace.program())
                .run(ManyKafkas.class, arguments.toArray(new String[0]))
                .assertHealthy();

        assertThat(servers).hasSizeGreaterThanOrEqualTo(7);
        assertThat(result.out())
                .hasSize(servers.size() + 1)
                .anyMatch(line -> line.endsWith("org.apache.flink.kafka.shaded.org.apache.kafka"));
        assertThat(result.agentLines().stream().filter(line -> line.endsWith(": socket options on")))
                .hasSameSizeAs(servers);
        for (SilentServer server : servers) {
            strace.assertDefaultsBeforeEachConnect(server.port(), arguments.get(servers.indexOf(server) + 1));
            server.close();
        }
    }
}
