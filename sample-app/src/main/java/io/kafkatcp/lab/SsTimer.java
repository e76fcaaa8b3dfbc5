package io.kafkatcp.lab;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One connection's timer as {@code ss -o} shows it: the only view of what the kernel will do next that needs no
 * privilege.
 */
public record SsTimer(String kind, String expires, int retransmits) {
    private static final Pattern TIMER = Pattern.compile("timer:\\((\\w+),([^,]*),(\\d+)\\)");
    /** ss writes 119min, 1min30sec, 37sec and 200ms, but 1.700ms for 1.7 seconds. */
    private static final Pattern EXPIRES =
            Pattern.compile("(?:(\\d+)min)?(?:(\\d+)(?:sec|\\.(?=\\d+ms)))?(?:(\\d+)ms)?");

    public static final SsTimer NONE = new SsTimer("none", "", 0);

    /** One timer for each line of {@code ss -tnoH}; {@link #NONE} for a connection without one. */
    static List<SsTimer> parse(String ss) {
        return ss.lines()
                .filter(line -> !line.isBlank())
                .map(SsTimer::parseLine)
                .toList();
    }

    private static SsTimer parseLine(String line) {
        Matcher matcher = TIMER.matcher(line);
        return matcher.find()
                ? new SsTimer(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3)))
                : NONE;
    }

    public boolean isKeepalive() {
        return kind.equals("keepalive");
    }

    /** Empty for a connection without a timer; 0 for one that is due, whose time ss leaves out. */
    public Optional<Double> expiresInSeconds() {
        Matcher matcher = EXPIRES.matcher(expires);
        if (kind.equals("none") || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(number(matcher.group(1)) * 60 + number(matcher.group(2)) + number(matcher.group(3)) / 1000);
    }

    private static double number(String digits) {
        return digits == null ? 0 : Double.parseDouble(digits);
    }
}
