package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.SteadyProducer;
import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.LeaderPort;
import io.kafkatcp.it.support.RecordedProducer;
import io.kafkatcp.it.support.TwoPaths;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of two paths to the broker one goes dark: what takes it is dead, what takes the other lives, and a new connection may
 * take either.
 */
class EcmpIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final int REQUEST_TIMEOUT_MS = 8_000;
    private static final long WITHIN_MS = Long.getLong("steady.within", 3_000);
    private static final int TRIES = Integer.getInteger("ecmp.tries", 0);

    private TwoPaths paths;
    private int laid = 1;

    @TempDir
    Path directory;

    @Test
    void whatTakesTheDarkPathIsEndedAndWhatTakesTheOtherLives() throws Exception {
        paths = new TwoPaths(LAB, 1);
        paths.newConnectionsTake(2);
        try (RecordedProducer light = steady("light", "", 34)) {
            light.awaitSaid("steady");
            paths.newConnectionsTake(1);
            try (RecordedProducer dark = steady("dark", "", 22);
                    RecordedProducer observed = steady("observed", "mode=observe", 22)) {
                dark.awaitSaid("steady");
                observed.awaitSaid("steady");
                paths.newConnectionsTake(2);
                paths.goDark(1);
                for (RecordedProducer each : List.of(dark, observed, light)) {
                    each.awaitEnd();
                    SteadyTrafficIT.assertNothingLostNothingTwice(each);
                }
                System.out.println("one of two paths dark: " + SteadyTrafficIT.sums(dark)
                        + "; without the agent's endings: " + SteadyTrafficIT.sums(observed) + "; on the other path: "
                        + SteadyTrafficIT.sums(light));

                assertThat(gapMs(observed)).as("the fault is there").isGreaterThanOrEqualTo(REQUEST_TIMEOUT_MS - 500);
                assertThat(gapMs(dark)).as(dark.told()).isLessThan(WITHIN_MS);
                assertThat(gapMs(light)).isLessThan(WITHIN_MS);
                assertThat(SteadyTrafficIT.closed(dark)).isNotEmpty().allSatisfy(this::tookTheDarkPath);
                assertThat(SteadyTrafficIT.closed(light)).isEmpty();
                assertThat(dark.events().of("stall_judged"))
                        .allSatisfy(judged ->
                                assertThat(judged.path("verdict").asText()).isEqualTo("flow_blackholed"));
            }
        }
    }

    /** For the figures of the pages: any port, so that what comes next may take the dark path too. */
    @Test
    @EnabledIfSystemProperty(named = "ecmp.tries", matches = "\\d+", disabledReason = "no -Decmp.tries=N")
    void anyPortMayBeTaken() throws Exception {
        List<Long> with = new ArrayList<>();
        List<Long> without = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            with.add(anyPort("with-" + i, ""));
            without.add(anyPort("without-" + i, null));
        }
        with.sort(null);
        without.sort(null);
        System.out.println("one of two paths dark, any port: " + with + " ms; without the agent: " + without + " ms");
    }

    /** @param options null for no agent */
    private long anyPort(String name, String options) throws Exception {
        // what another client sent again in vain would count as loss there
        paths = new TwoPaths(LAB, ++laid);
        try (RecordedProducer producer = steady(name, options, 8)) {
            producer.awaitSaid("steady");
            paths.goDark(paths.pathOf(LeaderPort.of(paths.producer())));
            producer.await(
                    Duration.ofSeconds(150),
                    "an answer to all",
                    () -> producer.said().contains(SteadyProducer.ALL_ANSWERED));
            paths.comeBack();
            producer.awaitEnd();
            System.out.println(name + ": " + SteadyTrafficIT.sums(producer)
                    + (options == null ? "" : "; " + producer.events().of("stall_judged")));
            return gapMs(producer);
        }
    }

    private void tookTheDarkPath(JsonNode closed) {
        assertThat(paths.pathOf(closed.path("local_port").asInt()))
                .as(closed.toString())
                .isEqualTo(1);
    }

    private static long gapMs(RecordedProducer producer) {
        return SteadyTrafficIT.number(SteadyTrafficIT.sums(producer), "gap_ms");
    }

    private RecordedProducer steady(String name, String options, int seconds) {
        List<String> arguments = new ArrayList<>(
                List.of("50", String.valueOf(seconds), "100", "client.id=ecmp-" + name, "max.block.ms=60000"));
        if ("mode=observe".equals(options)) {
            arguments.add("request.timeout.ms=" + REQUEST_TIMEOUT_MS);
        }
        return RecordedProducer.startPlain(
                SteadyProducer.class,
                paths.producer(),
                directory,
                name,
                options,
                LAB.broker().bootstrapServers(),
                "INFO",
                arguments);
    }
}
