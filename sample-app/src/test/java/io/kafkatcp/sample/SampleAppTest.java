package io.kafkatcp.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SampleAppTest {
    @Test
    void flags_are_read_with_their_units_and_properties_repeat() {
        SampleApp app = parse(
                "--bootstrap-servers",
                "b:9092",
                "--topic",
                "orders",
                "--burst",
                "7",
                "--idle",
                "6m",
                "--rounds",
                "3",
                "--steady",
                "70s",
                "--rate",
                "500",
                "--property",
                "acks=all",
                "--property",
                "sasl.jaas.config=a b=c;");

        assertThat(app.bootstrapServers).isEqualTo("b:9092");
        assertThat(app.topic).isEqualTo("orders");
        assertThat(app.burst).isEqualTo(7);
        assertThat(app.idle).isEqualTo(Duration.ofMinutes(6));
        assertThat(app.rounds).isEqualTo(3);
        assertThat(app.steady).isEqualTo(Duration.ofSeconds(70));
        assertThat(app.rate).isEqualTo(500);
        assertThat(app.properties).containsEntry("acks", "all").containsEntry("sasl.jaas.config", "a b=c;");
    }

    @Test
    void a_bare_number_is_no_duration() {
        assertThatThrownBy(() -> parse("--idle", "15"))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageContaining("--idle")
                .hasMessageContaining("15s");
    }

    private static SampleApp parse(String... flags) {
        CommandLine command = SampleApp.commandLine();
        command.parseArgs(flags);
        return command.getCommand();
    }
}
