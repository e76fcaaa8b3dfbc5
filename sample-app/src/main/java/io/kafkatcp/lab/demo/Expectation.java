package io.kafkatcp.lab.demo;

import java.time.Duration;
import java.util.Optional;

/** The bound that makes a row of the demo a check: a stall that must happen, or one that must not. */
record Expectation(Duration least, Duration most) {
    static Expectation atLeast(Duration least) {
        return new Expectation(least, Duration.ofDays(1));
    }

    static Expectation atMost(Duration most) {
        return new Expectation(Duration.ZERO, most);
    }

    /** What is wrong with the measured time; empty when it is as expected. */
    Optional<String> violatedBy(long elapsedMs) {
        if (elapsedMs < least.toMillis()) {
            return Optional.of(Row.seconds(elapsedMs) + ", expected at least " + Row.seconds(least.toMillis()));
        }
        if (elapsedMs > most.toMillis()) {
            return Optional.of(Row.seconds(elapsedMs) + ", expected at most " + Row.seconds(most.toMillis()));
        }
        return Optional.empty();
    }
}
