package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.OneProducer;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.SilentServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A SecurityManager, which JDKs before 24 have: the line that the agent prints is what its policy needs. */
class SecurityManagerIT {

    private static final Pattern GRANT = Pattern.compile("add to the policy: (grant .*};)$");

    /** What Kafka itself needs, and nothing of what the agent does beyond: no file, no reflection, no environment. */
    private static final String FOR_KAFKA = """
            permission java.net.SocketPermission "*", "connect,resolve";
            permission java.util.PropertyPermission "*", "read,write";
            permission java.lang.RuntimePermission "modifyThread";
            permission java.lang.RuntimePermission "getClassLoader";
            permission java.lang.RuntimePermission "setContextClassLoader";
            permission javax.management.MBeanServerPermission "createMBeanServer";
            permission javax.management.MBeanPermission "*", "*";
            permission javax.management.MBeanTrustPermission "register";
            """;

    @TempDir
    Path directory;

    private EventsFile events;

    @BeforeEach
    void oneThatHasIt() {
        assumeTrue(Jdks.release(Jdks.running()) < 24, "JDK 24 and newer have no SecurityManager");
        events = new EventsFile(directory.resolve("events.jsonl"));
    }

    @Test
    void thePrintedLineAloneLetsTheAgentDoItsWorkForAnApplicationWithoutThoseRights() throws Exception {
        try (SilentServer server = new SilentServer()) {
            String application = forTheApplication(FOR_KAFKA);
            ChildJvm.Result without = run(server, application);
            assertThat(without.exitCode()).as(String.join("\n", without.err())).isZero();
            assertThat(without.out()).contains("done");
            assertThat(without.agentLines()).hasSize(1);
            Matcher grant = GRANT.matcher(without.agentLines().get(0));
            assertThat(grant.find()).as(without.agentLines().get(0)).isTrue();

            String line = grant.group(1).replace("/path/to/kafka-tcp-agent.jar", Built.AGENT.toString());
            ChildJvm.Result with = run(server, application + line + "\n");

            with.assertHealthy();
            assertThat(with.out()).contains("done");
            assertThat(with.agentLines())
                    .anyMatch(said -> said.contains("socket options on"))
                    .noneMatch(said -> said.contains("access denied") || said.contains("WARN"));
            JsonNode opened = events.of("connection_opened").get(0);
            EventsFile.assertDefaultsOn(opened);
            assertThat(EventsFile.said(opened, "client_id", "local_ip", "peer_ip"))
                    .noneMatch(field -> field.endsWith("=-"));
        }
    }

    @Test
    void anApplicationWithoutRightsGetsNoneByTheAgent() throws Exception {
        try (SilentServer server = new SilentServer()) {
            String denied = forTheApplication("permission java.util.PropertyPermission \"*\", \"read,write\";");

            ChildJvm.Result result = run(
                    server,
                    denied + "grant codeBase \"file:" + Built.AGENT
                            + "\" { permission java.security.AllPermission; };\n");

            // its connect is refused as it was without the agent
            assertThat(result.out()).doesNotContain("done");
            assertThat(events.of("connection_opened")).isEmpty();
        }
    }

    private ChildJvm.Result run(SilentServer server, String text) throws Exception {
        Path policy = Files.writeString(directory.resolve("policy"), text);
        return ChildJvm.withAgent(events.argument())
                .option("-Djava.security.manager=default")
                .option("-Djava.security.policy==" + policy)
                .run(OneProducer.class, server.address());
    }

    private static String forTheApplication(String permissions) throws IOException {
        return "grant codeBase \"file:" + Path.of("target/test-classes").toAbsolutePath() + "/\" {\n"
                + permissions + "};\n" + "grant codeBase \"file:" + Built.SAMPLE_APP.getParent() + "/-\" {\n"
                + permissions + "permission java.io.FilePermission \"" + Built.SAMPLE_APP.getParent()
                + "/-\", \"read\";\n};\n";
    }
}
