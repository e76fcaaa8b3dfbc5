package io.kafkatcp.sample;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One probe's outcome as one line that people and programs read alike, so that no second format has to be kept true.
 */
public record ProbeResult(int round, Duration idle, int partition, long elapsedMs, Optional<String> failure) {
    private static final Pattern LINE = Pattern.compile(
            "round (\\d+): idle (\\w+), probe to partition (\\d+) (?:acknowledged in (\\d+) ms|failed after "
                    + "(\\d+) ms: (.*))");

    public boolean acknowledged() {
        return failure.isEmpty();
    }

    public String line() {
        String outcome = failure.map(why -> "failed after " + elapsedMs + " ms: " + why)
                .orElseGet(() -> "acknowledged in " + elapsedMs + " ms");
        return "round " + round + ": idle " + Durations.format(idle) + ", probe to partition " + partition + " "
                + outcome;
    }

    public static Optional<ProbeResult> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String elapsedMs = matcher.group(4) != null ? matcher.group(4) : matcher.group(5);
        return Optional.of(new ProbeResult(
                Integer.parseInt(matcher.group(1)),
                Durations.parse(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                Long.parseLong(elapsedMs),
                Optional.ofNullable(matcher.group(6))));
    }
}
