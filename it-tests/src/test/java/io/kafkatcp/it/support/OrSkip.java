package io.kafkatcp.it.support;

import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test does on a machine that lacks what it needs: it is skipped with the reason, and never in CI. */
final class OrSkip {

    private OrSkip() {}

    /** @param reason why it cannot run, where it cannot */
    static void because(Optional<String> reason) {
        if (reason.isPresent() && "true".equals(System.getenv("CI"))) {
            Assertions.fail("in CI this test must run: " + reason.get());
        }
        Assumptions.assumeTrue(reason.isEmpty(), () -> "skipped: " + reason.get());
    }
}
