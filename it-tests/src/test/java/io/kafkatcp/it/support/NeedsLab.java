package io.kafkatcp.it.support;

import io.kafkatcp.lab.Lab;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Lets a test run where namespaces work, skips it with the reason where they do not, and never skips it in CI. */
public final class NeedsLab {

    private NeedsLab() {}

    public static Lab open() {
        Optional<String> reason = Lab.whyNot();
        if (reason.isPresent() && "true".equals(System.getenv("CI"))) {
            Assertions.fail("in CI this test must run: " + reason.get());
        }
        Assumptions.assumeTrue(reason.isEmpty(), () -> "skipped: " + reason.get());
        return Lab.open();
    }
}
