package io.kafkatcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.cli.output.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who looks for the service that stalls finds it first, and is not led to a build that has Kafka's jar open. */
class ListTest {

    private static final String[] BUILD = {"7", "launcher.Launcher", "4.4.0", ListCommand.NO_THREAD, "none"};
    private static final String[] SERVICE = {"12", "orders.jar", "4.4.0", "1 producer", "none"};

    @Test
    void jvmsWithAClientStandBeforeThoseThatHaveOnlyTheJarOpen() {
        assertThat(printed(List.of(BUILD, SERVICE)))
                .containsExactly(
                        "PID  NAME               KAFKA  CLIENTS     AGENT",
                        "12   orders.jar         4.4.0  1 producer  none",
                        "7    launcher.Launcher  4.4.0  none seen   none",
                        "none seen: Kafka's jar is open there, but no client has a thread: a broker, a build, an "
                                + "application before its first client, or a consumer without a group");
    }

    @Test
    void whereEachHasAClientNothingIsExplained() {
        assertThat(printed(List.<String[]>of(SERVICE))).hasSize(2);
    }

    @Test
    void aLongNameIsShortenedOnATerminalAndTheOtherColumnsStay() {
        String[] service = SERVICE.clone();
        service[1] = "/srv/applications/payments/releases/2026-11-26/orders-service-1.2.3.jar";

        assertThat(printed(List.of(BUILD, service), 80))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .anySatisfy(line -> assertThat(line).contains("/srv/app", "1.2.3.jar  4.4.0  1 producer  none"));
    }

    private static List<String> printed(List<String[]> rows) {
        return printed(rows, Terminal.ANY_WIDTH);
    }

    private static List<String> printed(List<String[]> rows, int columns) {
        StringWriter out = new StringWriter();
        ListCommand.print(rows, "", new PrintWriter(out, true), columns);
        return out.toString().lines().toList();
    }
}
