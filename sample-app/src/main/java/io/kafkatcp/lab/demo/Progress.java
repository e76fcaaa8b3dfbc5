package io.kafkatcp.lab.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Words where the scenarios stand, so that nobody takes a minute of waiting for a hang. */
final class Progress {
    private Progress() {}

    static void show(Screen screen, List<ScenarioRun> runs, long startNs) {
        String line = describe(runs, true);
        screen.progress(
                describe(runs, false),
                String.format("%3d s  %s", (System.nanoTime() - startNs) / 1_000_000_000L, line));
    }

    private static String describe(List<ScenarioRun> runs, boolean seconds) {
        List<String> parts = new ArrayList<>();
        add(parts, runs, ScenarioRun.Stage.STARTING, "starting: ", false);
        add(parts, runs, ScenarioRun.Stage.IDLE, "idle: ", seconds);
        add(parts, runs, ScenarioRun.Stage.STEADY, "records flow: ", seconds);
        add(parts, runs, ScenarioRun.Stage.WAITING, "no acknowledgement yet: ", seconds);
        add(parts, runs, ScenarioRun.Stage.DONE, "done: ", false);
        return String.join("; ", parts);
    }

    private static void add(
            List<String> parts, List<ScenarioRun> runs, ScenarioRun.Stage stage, String word, boolean seconds) {
        String there = runs.stream()
                .filter(run -> run.stage() == stage)
                .map(run -> run.scenario().number() + (seconds ? " (" + run.secondsInStage() + " s)" : ""))
                .collect(Collectors.joining(", "));
        if (!there.isEmpty()) {
            parts.add(word + there);
        }
    }
}
