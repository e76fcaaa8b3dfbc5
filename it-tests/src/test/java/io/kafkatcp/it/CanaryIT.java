package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.OneProducer;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.SilentServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A share of a fleet: which hosts are in it, what is set on their sockets, and the page's own lines for it. */
class CanaryIT {

    private static final Pattern KUBERNETES = Pattern.compile("- name: (\\w+)\\s+value: \"([^\"]+)\"");
    private static final Pattern SYSTEMD = Pattern.compile("Environment=\"?(\\w+)=([^\"\n]+)");
    private static final Path JAR_ON_THE_PAGE = Path.of("/opt/kafka-tcp-agent.jar");

    @TempDir
    Path directory;

    @Test
    void theSameHostFallsOnTheSameSideAndStaysInWhenTheShareGrows() throws Exception {
        boolean anyIn = false;
        boolean anyOut = false;
        for (String host : List.of("orders-1", "orders-5", "orders-8")) {
            String arm = arm(host, "50%");
            assertThat(arm(host, "50%")).as(host).isEqualTo(arm);
            if (arm.equals("enforced")) {
                assertThat(arm(host, "80%")).as(host).isEqualTo("enforced");
            }
            anyIn |= arm.equals("enforced");
            anyOut |= arm.equals("observed");
        }
        assertThat(anyIn).isTrue();
        assertThat(anyOut).isTrue();
    }

    @Test
    void thePagesLinesForKubernetesPutTheAgentIn() throws Exception {
        assertEnvironmentOfThePageWorks(KUBERNETES, "%");
    }

    @Test
    void thePagesLinesForSystemdPutTheAgentIn() throws Exception {
        assertEnvironmentOfThePageWorks(SYSTEMD, "%%");
    }

    /**
     * With the jar where it was built, and everything else as it stands there.
     *
     * @param percent how the file format writes a percent sign
     */
    private void assertEnvironmentOfThePageWorks(Pattern line, String percent) throws Exception {
        Map<String, String> environment = new LinkedHashMap<>();
        Matcher variable = line.matcher(Files.readString(Path.of("../agent/docs/install.md")));
        while (variable.find()) {
            environment.put(
                    variable.group(1),
                    variable.group(2)
                            .replace(percent, "%")
                            .replace(JAR_ON_THE_PAGE.toString(), Built.AGENT.toString()));
        }
        assertThat(environment).containsKeys("JAVA_TOOL_OPTIONS", "KAFKATCP_CANARY");
        ChildJvm jvm = ChildJvm.withoutAgent();
        environment.forEach(
                (name, value) -> jvm.environment(name, value.replace("/var/log/orders", directory.toString())));
        try (SilentServer server = new SilentServer()) {
            ChildJvm.Result result =
                    jvm.run(OneProducer.class, server.address()).assertHealthy();

            assertThat(result.agentLines()).first().asString().contains("canary=10% (environment KAFKATCP_CANARY)");
            assertThat(result.out()).containsExactly("done");
        }
    }

    /** As its records say it, and its sockets. */
    private String arm(String host, String share) throws Exception {
        EventsFile events = new EventsFile(directory.resolve(host + share + System.nanoTime() + ".jsonl"));
        try (SilentServer server = new SilentServer()) {
            ChildJvm.withAgent("canary=" + share + "," + events.argument())
                    .environment("HOSTNAME", host)
                    .run(OneProducer.class, server.address())
                    .assertHealthy();
        }
        List<JsonNode> opened = events.of("connection_opened");
        String arm = opened.get(0).path("arm").asText();
        assertThat(opened).allSatisfy(record -> {
            assertThat(record.path("arm").asText()).isEqualTo(arm);
            assertThat(record.path("keepalive_idle_s").asInt()).isEqualTo(arm.equals("enforced") ? 37 : 7_200);
        });
        return arm;
    }
}
