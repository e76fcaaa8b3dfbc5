package io.kafkatcp.it.support;

import io.kafkatcp.lab.Lab;

/** Lets a test run where namespaces work, skips it with the reason where they do not, and never skips it in CI. */
public final class NeedsLab {

    private NeedsLab() {}

    public static Lab open() {
        OrSkip.because(Lab.whyNot());
        return Lab.open();
    }
}
