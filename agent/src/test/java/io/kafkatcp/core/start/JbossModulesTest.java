package io.kafkatcp.core.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JbossModulesTest {

    private static final String PACKAGES = "jboss.modules.system.pkgs";

    private final Properties system = new Properties();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, java.kafkatcp.bridge",
                "org.jboss.byteman, 'org.jboss.byteman,java.kafkatcp.bridge'",
                "'java.kafkatcp.bridge,a', 'java.kafkatcp.bridge,a'"
            })
    void theBridgeIsNamedOnceBesideWhatIsNamedAlready(String given, String expected) {
        system.setProperty(
                "sun.java.command",
                "/opt/my wildfly/jboss-modules.jar -mp /opt/my wildfly/modules org.jboss.as.standalone");
        if (given != null) {
            system.setProperty(PACKAGES, given);
        }

        JbossModules.showBridge(system, new Stderr());

        assertThat(system.getProperty(PACKAGES)).isEqualTo(expected);
    }

    @Test
    void itsMainClassIsKnownAsWell() {
        system.setProperty("sun.java.command", "org.jboss.modules.Main -mp modules org.jboss.as.standalone");

        JbossModules.showBridge(system, new Stderr());

        assertThat(system).containsKey(PACKAGES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "com.example.Orders", "orders.jar --name org.jboss.modules.Main"})
    void anotherProgramIsLeftAlone(String command) {
        system.setProperty("sun.java.command", command);

        JbossModules.showBridge(system, new Stderr());

        assertThat(system).doesNotContainKey(PACKAGES);
    }
}
