package io.kafkatcp.it.support;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Records of small fleets in which anything follows anything, at the edges of minutes too, with each outcome and
 * verdict, also without a host or a port: what two that decide by the same rules could see differently.
 */
public final class MixedFleet {

    private static final Instant FROM = Instant.parse("2026-11-22T07:00:00Z");
    private static final int FLEETS = 25;
    private static final int[] SPANS_S = {120, 240, 400, 900, 1_800};
    private static final String[] OUTCOMES = {
        "timeout", "timeout", "timeout", "refused", "unreachable", "tls", "auth", "reset", "closed", null
    };
    private static final String[] VERDICTS = {
        "connect_unanswered",
        "broker_silent",
        "handshake_unacknowledged",
        "conntrack_full",
        "syn_answered_late",
        "peer_unreachable",
        null,
        null
    };
    private static final String[] SIGNS = {
        "connection_opened\"",
        "connection_alive\"",
        "connection_closed\"",
        "post_idle_send\",\"outcome\":\"answered\"",
        "post_idle_send\",\"outcome\":\"acknowledged\"",
        "post_idle_send\",\"outcome\":\"blackholed\""
    };

    private final Random random;
    private final List<String> lines = new ArrayList<>();

    private MixedFleet(long seed) {
        random = new Random(seed);
    }

    public static List<String> lines(long seed) {
        MixedFleet mixed = new MixedFleet(seed);
        for (int fleet = 0; fleet < FLEETS; fleet++) {
            mixed.addFleet(fleet);
        }
        return mixed.lines;
    }

    private void addFleet(int fleet) {
        int spanMs = SPANS_S[random.nextInt(SPANS_S.length)] * 1_000;
        int brokers = 1 + random.nextInt(4);
        int producers = 1 + random.nextInt(5);
        for (int producer = 0; producer < producers; producer++) {
            String host = random.nextInt(20) == 0 ? "" : ",\"host\":\"mixed-" + fleet + "-" + producer + "\"";
            for (int broker = 0; broker < brokers; broker++) {
                String ends = host + ",\"local_ip\":\"10." + fleet + ".1." + (random.nextInt(5) == 0 ? 1 : producer)
                        + "\",\"peer_ip\":\"10." + fleet + ".9." + broker / 2 + "\""
                        + (random.nextInt(10) == 0 ? "" : ",\"peer_port\":" + (9092 + broker % 2));
                addPair(ends, spanMs);
            }
        }
    }

    private void addPair(String ends, int spanMs) {
        int worksOfTen = new int[] {1, 5, 9}[random.nextInt(3)];
        for (int i = random.nextInt(20); i > 0; i--) {
            int afterMs = random.nextInt(spanMs);
            afterMs = random.nextInt(7) == 0 ? afterMs / 60_000 * 60_000 : afterMs;
            String time = String.format(
                    Locale.ROOT,
                    "%s.%03dZ",
                    FROM.plusSeconds(afterMs / 1_000).toString().replace("Z", ""),
                    afterMs % 1_000);
            String what = random.nextInt(10) < worksOfTen ? SIGNS[random.nextInt(SIGNS.length)] : failed();
            lines.add("{\"time\":\"" + time + "\",\"event\":\"" + what + ",\"agent_version\":\"0.1.0\"" + ends + "}");
        }
    }

    private String failed() {
        String outcome = OUTCOMES[random.nextInt(OUTCOMES.length)];
        String verdict = VERDICTS[random.nextInt(VERDICTS.length)];
        return "connect_failed\"" + (outcome == null ? "" : ",\"outcome\":\"" + outcome + "\"")
                + (verdict == null ? "" : ",\"verdict\":\"" + verdict + "\"");
    }
}
