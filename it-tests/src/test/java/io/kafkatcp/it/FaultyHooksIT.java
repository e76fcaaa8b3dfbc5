package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.LivesOfRecords;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ClosedPort;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.Program;
import io.kafkatcp.it.support.SilentServer;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.SsTimer;
import io.kafkatcp.lab.broker.Broker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;

/** Every hook of the agent made to throw, one by one: what an application sees of Kafka is the same. */
class FaultyHooksIT {

    private Program program;

    @Test
    void whicheverHookThrowsEveryResultIsTheSameTheErrorIsShownOnceAndTheSocketOptionsStayOn() throws Exception {
        try (Broker broker = Broker.startOnLoopback().awaitReady(Duration.ofSeconds(90));
                ClosedPort closed = new ClosedPort();
                SilentServer silent = new SilentServer();
                SilentServer last = new SilentServer()) {
            program = start(broker.bootstrapServers(), closed.address(), silent.address(), last.address());
            try {
                program.awaitSaid("look", Duration.ofSeconds(170));
                List<SsTimer> timers = Host.local().timersTo(last.port());
                // Kafka alone would have it at 120 minutes
                assertThat(timers)
                        .isNotEmpty()
                        .allSatisfy(timer -> assertThat(timer.isKeepalive())
                                .as(timer.toString())
                                .isTrue());
                assertThat(timers)
                        .allSatisfy(timer -> assertThat(timer.expiresInSeconds().orElseThrow())
                                .isBetween(0.0, 37.0));
            } finally {
                program.running().kill();
            }
        }
        List<String[]> lines = program.out().stream()
                .filter(line -> !line.equals("look"))
                .map(line -> line.split(" ", 2))
                .toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(22);
        assertThat(lines)
                .allSatisfy(line -> assertThat(results(line)).as(line[0]).isEqualTo(results(lines.get(0))));
        assertThat(results(lines.get(0)))
                .isEqualTo("acknowledged 20;refused TimeoutException;silent TimeoutException;cut off TimeoutException;"
                        + "no TLS TimeoutException;expired TimeoutException;no memory BufferExhaustedException;");
        assertThat(lines.subList(1, lines.size()))
                .as("every hook was called")
                .allSatisfy(line -> assertThat(faults(line)).as(line[0]).isPositive());
        assertThat(program.err().stream().filter(line -> line.contains("internal error while")))
                .as(program.told())
                .hasSize(1)
                .first()
                .asString()
                .contains("injected fault ");
        assertThat(program.err().stream()
                        .filter(line -> line.contains("100 internal errors while listening to Kafka: records are off")))
                .as(program.told())
                .hasSize(1);
    }

    private static String results(String[] line) {
        return line[1].substring(0, line[1].lastIndexOf(' '));
    }

    private static long faults(String[] line) {
        return Long.parseLong(line[1].substring(line[1].lastIndexOf(' ') + 1));
    }

    private static Program start(String... addresses) throws Exception {
        Path byteBuddy = Path.of(ByteBuddy.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> command = new ArrayList<>(List.of(
                Jdks.running().resolve("bin/java").toString(),
                "-javaagent:" + Built.AGENT,
                "-cp",
                Built.appClassPath() + ":" + byteBuddy,
                LivesOfRecords.class.getName()));
        command.addAll(List.of(addresses));
        return Program.start(command);
    }
}
