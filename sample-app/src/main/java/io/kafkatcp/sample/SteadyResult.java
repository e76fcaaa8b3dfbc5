package io.kafkatcp.sample;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The outcome of a steady time as one line that people and programs read alike. */
public record SteadyResult(int rate, long acknowledged, long failed, long longestGapMs) {
    private static final Pattern LINE = Pattern.compile(
            "steady at (\\d+) records/s: (\\d+) records acknowledged, (\\d+) lost, longest gap (\\d+) ms");

    public String line() {
        return "steady at " + rate + " records/s: " + acknowledged + " records acknowledged, " + failed
                + " lost, longest gap " + longestGapMs + " ms";
    }

    public static Optional<SteadyResult> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new SteadyResult(
                        Integer.parseInt(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4))))
                : Optional.empty();
    }
}
