package io.kafkatcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Whoever has downloaded the jar and nothing else learns from it what to do next. */
class FirstStepsTest {

    private static final File JAR = new File("/opt/kafka-tcp-agent.jar");

    @Test
    void withoutAVerbItSaysWhatItIsAndTheNextStepsToCopy() {
        String said = said();

        assertThat(said)
                .contains(
                        "kafka-tcp-agent 1.2.3 keeps the TCP connections of Kafka clients alive",
                        "java -jar /opt/kafka-tcp-agent.jar self-check",
                        "java -jar /opt/kafka-tcp-agent.jar list",
                        "java -jar /opt/kafka-tcp-agent.jar attach PID mode=observe",
                        "java -javaagent:/opt/kafka-tcp-agent.jar -jar your-service.jar",
                        "--help");
        assertThat(said.lines().count()).as("on one screen").isLessThan(10);
    }

    @Test
    void theVersionIsTheFirstLineAndTheNextStepTheSecond() {
        assertThat(said("--version").lines())
                .containsExactly(
                        "kafka-tcp-agent 1.2.3",
                        "Next: java -jar /opt/kafka-tcp-agent.jar self-check; all verbs: --help");
    }

    @Test
    void theUsageNamesTheSelfCheck() {
        assertThat(said("--help")).contains("  self-check ");
        assertThat(said("self-check", "--help")).contains("Exit code: 0 all works; 1 something does not");
    }

    private static String said(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Cli.run(out, JAR, "1.2.3", arguments)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
