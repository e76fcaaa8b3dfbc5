package io.kafkatcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.cli.output.Terminal;
import io.kafkatcp.core.start.config.Options;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What options amount to, as a person types and reads them. */
class ExplainTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keepalive.idle=50s,user-timeout=11s",
                "keepalive.idle=50s, user-timeout=11s",
                "keepalive.idle=50s user-timeout=11s",
                "keepalive.idle=50s , user-timeout=11s,"
            })
    void blanksBetweenOptionsChangeNothing(String typed) {
        assertThat(said(typed.split(" "))).contains("probed after 50s", "for 11s");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120, 160, 200})
    void noRowIsWiderThanTheTerminal(int columns) {
        assertThat(table(columns))
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(columns))
                .anySatisfy(line -> assertThat(line).startsWith("AWS ").contains("kept alive"));
    }

    @Test
    void whatIsLeftOutIsNamedAndAFileGetsAll() {
        assertThat(String.join(" ", table(80)))
                .contains("80 columns are too narrow for")
                .contains("SOURCE");
        assertThat(String.join("\n", table(Terminal.ANY_WIDTH)))
                .contains("https://")
                .doesNotContain("too narrow");
    }

    private static List<String> table(int columns) {
        StringWriter out = new StringWriter();
        ExplainCommand.printIdleTimeouts(Options.defaults(), new PrintWriter(out, true), columns);
        return out.toString().lines().toList();
    }

    private static String said(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "explain";
        System.arraycopy(options, 0, arguments, 1, options.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(Cli.run(out, new File("/opt/kafka-tcp-agent.jar"), "1.2.3", arguments))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
