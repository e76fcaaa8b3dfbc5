package io.kafkatcp.core.start;

import io.kafkatcp.core.start.config.BadOptions;
import io.kafkatcp.core.start.config.EffectiveTimeouts;
import io.kafkatcp.core.start.config.Options;
import java.util.Collections;
import java.util.List;

/** What the agent says of itself when it starts: its version, what it was told, and what that amounts to. */
public final class Introduction {

    private Introduction() {}

    static void print(Options options, String version, Stderr stderr) {
        List<String> given = options.given();
        StringBuilder lines = Stderr.lineOf(
                "", version + ", " + (given.isEmpty() ? "all options at their defaults" : String.join(", ", given)));
        if (options.enforces()) {
            EffectiveTimeouts meaning = EffectiveTimeouts.of(options);
            lines.append(Stderr.lineOf("", meaning.sentence()));
            for (String conflict : meaning.conflicts()) {
                lines.append(Stderr.lineOf("WARN", conflict));
            }
        }
        stderr.promptly(lines);
    }

    static void printRefusal(BadOptions refused, Stderr stderr) {
        for (String line : refused.lines()) {
            stderr.promptly("ERROR", "the agent does not start, the application runs without it: " + line);
        }
    }

    /** The same for whoever attaches. */
    public static List<String> meaning(Options options) {
        return options.enforces()
                ? EffectiveTimeouts.of(options).lines()
                : Collections.singletonList("observed only, no socket is touched");
    }

    static String lines(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
