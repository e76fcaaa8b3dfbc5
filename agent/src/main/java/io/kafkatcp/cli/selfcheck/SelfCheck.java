package io.kafkatcp.cli.selfcheck;

import io.kafkatcp.jvm.Failure;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All that is looked at and tried, in the order in which one thing explains the next. */
public final class SelfCheck {

    private SelfCheck() {}

    /** @throws Failure where nothing could be tried */
    public static List<Check> run(File jar, String version) throws Failure {
        List<Check> checks = new ArrayList<>(HostChecks.ofThisHost().all());
        checks.addAll(new TrialJvm(jar, version).run());
        checks.add(Check.note("namespaces", namespaces()));
        return checks;
    }

    /** The agent needs none. */
    private static String namespaces() {
        try {
            Process unshare = new ProcessBuilder("unshare", "--user", "--map-root-user", "--net", "true")
                    .redirectErrorStream(true)
                    .start();
            boolean allowed = unshare.waitFor(5, TimeUnit.SECONDS) && unshare.exitValue() == 0;
            return allowed ? "allowed: the demo runs here" : "not allowed: the demo shows what it can on loopback";
        } catch (IOException noSuchProgram) {
            return "no program unshare: the demo shows what it can on loopback";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not tried";
        }
    }
}
