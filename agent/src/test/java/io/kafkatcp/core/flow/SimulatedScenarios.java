package io.kafkatcp.core.flow;

import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.flow.virtual.VirtualPath;
import io.kafkatcp.core.flow.virtual.VirtualTime;
import io.kafkatcp.core.record.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Plays the scenarios that the lab plays too, and prints what each comes to: {@code name | verdict | milliseconds}, the
 * median of a few seeds.
 */
final class SimulatedScenarios implements SimulatedJvm.Observer {

    private static final int SEEDS = 9;
    private static final double ROUND_TRIP_MS = 0.3;
    /** By then enough was sent for its loss to be known. */
    private static final double AT_MS = 10_000;

    private static final double END_MS = 40_000;

    private final VirtualTime time = new VirtualTime();
    private final String verdict;
    private final VirtualPath path;
    private final SimulatedJvm jvm;
    private final SimulatedProducer producer;
    private double firstJudgedMs = -1;
    private double judgedMs = -1;
    private double goneMs = -1;
    private Verdict reset;

    private SimulatedScenarios(String[] scenario, long seed) {
        Random random = new Random(seed);
        String what = scenario[4];
        double loss = what.startsWith("loss ") ? Integer.parseInt(what.substring(5)) / 100.0 : 0;
        int rate = Integer.parseInt(scenario[2]);
        int bytes = Integer.parseInt(scenario[3]);
        verdict = scenario[5];
        path = new VirtualPath("10.99.0.1:9092", ROUND_TRIP_MS, loss, loss, time, random);
        jvm = new SimulatedJvm(scenario[1], List.of(path), time, random, this);
        producer = new SimulatedProducer(
                jvm,
                path,
                rate == 0 ? END_MS * 2 : 1_000.0 / rate,
                bytes,
                new SimulatedConnection.Shape(2, bytes > 100_000 ? 1 : 1_000_000),
                true,
                random);
        if (what.equals("loses large")) {
            path.losesAbove(1_400);
        }
        time.in(rate == 0 ? 1_000 : AT_MS, () -> happens(what));
        time.runTo(END_MS);
    }

    private void happens(String what) {
        String[] words = what.split(" ");
        double forMs =
                Character.isDigit(words[words.length - 1].charAt(0)) ? Double.parseDouble(words[words.length - 1]) : 0;
        switch (words[0] + " " + words[words.length > 2 ? 1 : words.length - 1].replaceAll("\\d+", "")) {
            case "cut all":
                jvm.connections.forEach(one -> one.tcp.cut());
                break;
            case "cut one":
                producer.main().tcp.cut();
                break;
            case "dark ":
                path.darkFrom(time.nowMs(), forMs);
                break;
            case "stop broker":
                path.brokerReads(false);
                time.in(forMs, () -> {
                    path.brokerReads(true);
                    jvm.connections.forEach(one -> one.tcp.brokerGoesOn());
                });
                break;
            case "stop client":
                jvm.stops(time.nowMs(), time.nowMs() + forMs);
                break;
            case "reset reset":
                path.resetsWhatIsCut();
                jvm.connections.forEach(one -> one.tcp.cut());
                break;
            default:
        }
    }

    @Override
    public void judged(SimulatedConnection one, Verdict told) {
        firstJudgedMs = firstJudgedMs < 0 ? time.nowMs() : firstJudgedMs;
        if (judgedMs < 0 && told.toString().equals(verdict)) {
            judgedMs = time.nowMs();
        }
    }

    @Override
    public void ended(SimulatedConnection one) {
        goneMs = goneMs < 0 ? time.nowMs() : goneMs;
    }

    @Override
    public void broken(SimulatedConnection one) {
        if (goneMs < 0) {
            goneMs = time.nowMs();
            one.connection.closeState().readError(one.error);
            reset = OpenedConnections.verdictOfLost(one.connection);
        }
    }

    @Override
    public void connects(String peer) {}

    private String came() {
        return reset == Verdict.FLOW_RESET
                ? reset.toString()
                : judgedMs >= 0 ? verdict : firstJudgedMs >= 0 ? "another" : "none";
    }

    private double ms(String measure) {
        switch (measure) {
            case "judged":
                return judgedMs - AT_MS;
            case "closed":
                return goneMs - AT_MS;
            case "lived":
                return goneMs;
            case "again":
                return judgedMs - firstJudgedMs;
            default:
                return goneMs < 0 ? -1 : 0;
        }
    }

    public static void main(String[] arguments) throws IOException {
        for (String line : lines()) {
            String[] scenario = line.split(" *\\| *", -1);
            List<Double> times = new ArrayList<>();
            String came = null;
            for (long seed = 1; seed <= SEEDS; seed++) {
                SimulatedScenarios played = new SimulatedScenarios(scenario, seed);
                came = came == null || came.equals(played.came()) ? played.came() : came + " or " + played.came();
                times.add(played.ms(scenario[6]));
            }
            times.sort(null);
            System.out.println(scenario[0] + " | " + came + " | " + Math.round(times.get(SEEDS / 2)));
        }
        Runtime.getRuntime().halt(0);
    }

    private static List<String> lines() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                SimulatedScenarios.class.getResourceAsStream("/scenarios.txt"), StandardCharsets.UTF_8))) {
            return in.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
