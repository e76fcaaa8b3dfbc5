package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.SteadyProducer;
import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.RecordedProducer;
import io.kafkatcp.lab.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens to records that flow when their connections are cut: it is over in a second or two, and nothing that
 * lives is ended. {@code -Dsteady.repetitions=5} for the figures of the README.
 */
class SteadyTrafficIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final int REPETITIONS = Integer.getInteger("steady.repetitions", 1);
    /** The least that the evidence takes is two retransmissions, 0.6 s; on a busy machine some more. */
    private static final long WITHIN_MS = Long.getLong("steady.within", 3_000);

    @TempDir
    Path directory;

    @Test
    void allFlowsAreCutWhileFiftyRecordsASecondFlow() throws Exception {
        cutAll(50, 100, 1);
    }

    @Test
    void allFlowsAreCutWhileFiveThousandRecordsASecondFlow() throws Exception {
        cutAll(5_000, 100, 2);
    }

    private void cutAll(int rate, int bytes, int number) throws Exception {
        List<Long> gaps = new ArrayList<>();
        Site site = LAB.site(number);
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            try (RecordedProducer producer = steady(site, "rate-" + rate + "-" + repetition, "", rate, 12, bytes)) {
                producer.awaitSaid("steady");
                Thread.sleep(3_000);
                site.middlebox().forgetAll();
                producer.awaitEnd();
                String sums = sums(producer);
                System.out.println(rate + " records/s, all flows cut: " + sums + "; "
                        + producer.events().of("stall_judged")
                        + producer.events().of("stall_over"));
                gaps.add(number(sums, "gap_ms"));

                assertThat(number(sums, "failed")).as(producer.told()).isZero();
                assertThat(number(sums, "acknowledged")).isEqualTo(number(sums, "sent"));
                assertThat(producer.events().of("stall_judged"))
                        .as(producer.told())
                        .anySatisfy(SteadyTrafficIT::isEnded);
                assertThat(producer.events().of("stall_over"))
                        .anySatisfy(over ->
                                assertThat(over.path("outcome").asText()).isEqualTo("recovered"));
            }
        }
        gaps.sort(null);
        System.out.println(rate + " records/s, all flows cut: longest gaps " + gaps + " ms");
        assertThat(gaps.get(gaps.size() / 2)).isLessThan(WITHIN_MS);
    }

    private static void isEnded(JsonNode judged) {
        assertThat(judged.path("verdict").asText()).isEqualTo("flow_blackholed");
        assertThat(judged.path("action").asText()).isEqualTo("ended");
    }

    static String sums(RecordedProducer producer) {
        return producer.said().stream()
                .filter(line -> line.startsWith("sent="))
                .findFirst()
                .orElseThrow(() -> new AssertionError(producer.told()));
    }

    static long number(String sums, String name) {
        return Long.parseLong(sums.replaceAll(".*" + name + "=(\\d+).*", "$1"));
    }

    private RecordedProducer steady(
            Site site, String name, String options, int rate, int seconds, int bytes, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                String.valueOf(rate),
                String.valueOf(seconds),
                String.valueOf(bytes),
                "client.id=" + name,
                "max.block.ms=60000"));
        arguments.addAll(List.of(properties));
        return RecordedProducer.startPlain(
                SteadyProducer.class,
                site.producer(),
                directory,
                name,
                options,
                LAB.broker().bootstrapServers(),
                "INFO",
                arguments);
    }
}
