package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.LabScenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The simulation that the unit tests rest on, held against the lab: the same scenarios in both, the same verdicts, and
 * the times from what happens to what the agent says or does within a fifth of each other.
 */
class SimulatorIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final double NEAR = 0.2;
    /** By then enough was sent for its loss to be known. */
    private static final long KNOWN_AFTER_MS = 6_000;

    private static final long LONGEST_MS = 25_000;

    @TempDir
    Path directory;

    private final Map<String, String> verdicts = new HashMap<>();
    private final Map<String, Long> times = new HashMap<>();
    private int sites;

    @Test
    void theSimulationComesToWhatTheLabComesTo() throws Exception {
        simulate();
        List<String> different = new ArrayList<>();
        for (boolean stopsTheBroker : new boolean[] {false, true}) {
            List<String[]> scenarios = LabScenario.all().stream()
                    .filter(columns -> columns[4].startsWith("stop broker") == stopsTheBroker)
                    .toList();
            for (String[] columns : play(scenarios, different)) {
                different.addAll(median(columns));
            }
        }
        assertThat(different).isEmpty();
    }

    /** A time that a busy machine made longer is measured twice more, alone, and the middle one counts. */
    private List<String> median(String[] columns) throws Exception {
        List<Long> three = new ArrayList<>(List.of(times.get("lab " + columns[0])));
        for (int i = 0; i < 2; i++) {
            List<String> different = new ArrayList<>();
            play(List.<String[]>of(columns), different);
            if (!different.isEmpty()) {
                return different;
            }
            three.add(times.get("lab " + columns[0]));
        }
        three.sort(null);
        long simulatedMs = times.get(columns[0]);
        return isNear(simulatedMs, three.get(1))
                ? List.of()
                : List.of(columns[0] + ": simulated " + simulatedMs + " ms, in the lab " + three);
    }

    /** @return of which scenarios the time is another; @param different takes what is another otherwise */
    private List<String[]> play(List<String[]> scenarios, List<String> different) throws Exception {
        List<LabScenario> played = new ArrayList<>();
        List<String[]> again = new ArrayList<>();
        try {
            for (String[] columns : scenarios) {
                played.add(new LabScenario(columns, LAB, ++sites, directory));
            }
            letHappen(played);
            for (int i = 0; i < played.size(); i++) {
                LabScenario one = played.get(i);
                long simulatedMs = times.get(one.name());
                long ms = one.ms();
                times.put("lab " + one.name(), ms);
                System.out.println(one.name() + ": simulated " + verdicts.get(one.name()) + " after " + simulatedMs
                        + " ms, in the lab " + one.came() + " after " + ms + " ms");
                if (!verdicts.get(one.name()).equals(one.came()) || (simulatedMs < 0) != (ms < 0)) {
                    different.add("simulated " + verdicts.get(one.name()) + " after " + simulatedMs + " ms, came "
                            + one.came() + " after " + ms + " ms in the lab: " + one.told());
                } else if (!isNear(simulatedMs, ms)) {
                    again.add(scenarios.get(i));
                }
            }
        } finally {
            for (LabScenario one : played) {
                one.close();
            }
        }
        return again;
    }

    private static void letHappen(List<LabScenario> played) throws Exception {
        for (LabScenario one : played) {
            one.awaitSteady();
            if (one.isResting()) {
                one.happens();
            }
        }
        Thread.sleep(KNOWN_AFTER_MS);
        if (played.get(0).stopsTheBroker()) {
            LAB.broker().running().pause();
        }
        long beganNs = System.nanoTime();
        for (LabScenario one : played) {
            if (!one.isResting()) {
                one.happens();
            }
        }
        boolean brokerStands = played.get(0).stopsTheBroker();
        List<LabScenario> last = new ArrayList<>(played);
        for (long ms = 0; ms < LONGEST_MS && !last.isEmpty(); ms = (System.nanoTime() - beganNs) / 1_000_000) {
            if (brokerStands && ms >= played.get(0).forMs()) {
                LAB.broker().running().resume();
                brokerStands = false;
            }
            for (LabScenario one : played) {
                if (one.forMs() > 0 && ms >= one.forMs() && last.contains(one)) {
                    one.isOver();
                }
            }
            long nowMs = ms;
            last.removeIf(one -> nowMs >= Math.max(10_000, one.forMs() + 2_000) && (one.ms() >= 0 || nowMs >= 16_000));
            Thread.sleep(200);
        }
    }

    private static boolean isNear(long simulatedMs, long ms) {
        return Math.abs(simulatedMs - ms) <= NEAR * Math.max(0, simulatedMs);
    }

    private void simulate() throws Exception {
        List<String> lines = ChildJvm.withoutAgent()
                .option("-Xbootclasspath/a:" + Built.bridge())
                .launch(List.of(
                        "-cp",
                        Path.of("../agent/target/classes") + ":" + Path.of("../agent/target/test-classes"),
                        "io.kafkatcp.core.flow.SimulatedScenarios"))
                .assertHealthy()
                .out();
        for (String line : lines) {
            String[] columns = line.split(" \\| ");
            verdicts.put(columns[0], columns[1]);
            times.put(columns[0], Long.parseLong(columns[2]));
        }
        assertThat(times).hasSameSizeAs(LabScenario.all());
    }
}
