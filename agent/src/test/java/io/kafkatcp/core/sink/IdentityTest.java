package io.kafkatcp.core.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {

    @TempDir
    Path proc;

    @Test
    void theProcessIsThisOneWhereverItIsReadFrom() {
        long pid = ProcessHandle.current().pid();

        assertThat(new Identity("1", "s").fields()).containsEntry("pid", pid);
        assertThat(fields(null, Map.of(), null)).containsEntry("pid", pid);
    }

    @Test
    void aStrangeStatFileIsNotBelieved() throws Exception {
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(proc.resolve("self/stat"), "?? (java) S");

        assertThat(fields(null, Map.of(), null))
                .containsEntry("pid", ProcessHandle.current().pid());
    }

    @Test
    void theHostIsTheEnvironmentsThenTheKernelsThenThatOfWindows() throws Exception {
        assertThat(fields(null, Map.of("COMPUTERNAME", "WIN-1"), null)).containsEntry("host", "WIN-1");
        Files.createDirectories(proc.resolve("sys/kernel"));
        Files.writeString(proc.resolve("sys/kernel/hostname"), "node-1\n");
        assertThat(fields(null, Map.of("COMPUTERNAME", "WIN-1"), null)).containsEntry("host", "node-1");
        assertThat(fields(null, Map.of("HOSTNAME", "pod-7", "COMPUTERNAME", "WIN-1"), null))
                .containsEntry("host", "pod-7");
    }

    @Test
    void theServiceIsTheOptionThenOpenTelemetrysThenWhatWasLaunched() {
        Map<String, String> otel = Map.of("OTEL_SERVICE_NAME", "from-otel");

        assertThat(fields("from-option", otel, "com.acme.Main")).containsEntry("service", "from-option");
        assertThat(fields(null, otel, "com.acme.Main")).containsEntry("service", "from-otel");
        assertThat(fields(null, Map.of(), "com.acme.Main")).containsEntry("service", "com.acme.Main");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            com.acme.Main                          | com.acme.Main
            com.acme.Main --password=secret a.jar  | com.acme.Main
            com.acme/com.acme.Main -x              | com.acme.Main
            /opt/app/orders-1.2.jar --x=/y/z.jar   | orders-1.2
            orders.jar                             | orders
            ../lib/orders.jar a/b                  | orders
            /opt/my app/orders.jar                 | orders
            /opt/my app/orders.jar --x y           | orders
            """)
    void whatWasLaunchedIsNamedWithoutItsArguments(String command, String name) {
        assertThat(Identity.launched(command)).isEqualTo(name);
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        assertThat(fields(null, Map.of("HOSTNAME", " "), "")).containsOnlyKeys("agent_version", "pid");
    }

    private Map<String, Object> fields(String service, Map<String, String> environment, String command) {
        return new Identity("1", service, environment, new File(proc.toString()), command).fields();
    }
}
