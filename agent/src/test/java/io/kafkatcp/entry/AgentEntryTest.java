package io.kafkatcp.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentEntryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdk.jcmd/sun.tools.jcmd.JCmd 4711 VM.version", "sun.tools.jps.Jps",
                        "java.base/sun.security.tools.keytool.Main -list",
                "jdk.compiler/com.sun.tools.javac.Main X.java", "com.sun.tools.javac.Main",
                        "jdk.jfr/jdk.jfr.internal.tool.Main"
            })
    void aToolOfTheJdkIsLeftAlone(String command) {
        assertThat(AgentEntry.isJdkTool(command)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "com.example.Orders",
                "com.example/com.example.Orders",
                "/srv/sun.jar",
                "lib/jdk.tool.jar --sun.tools",
                "sunny.Main"
            })
    void anApplicationIsNotTakenForATool(String command) {
        assertThat(AgentEntry.isJdkTool(command)).isFalse();
    }

    @Test
    void causesThatGoRoundInACircleComeToAnEnd() {
        IllegalStateException one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("other", one));

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> AgentEntry.rootOf(one)))
                .isNotNull();
    }
}
