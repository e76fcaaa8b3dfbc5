package io.kafkatcp.cli.selfcheck;

import io.kafkatcp.core.start.config.BadOptions;
import io.kafkatcp.core.start.config.Options;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What can be read of the host without trying anything: platform, C library, container, options in the environment. */
final class HostChecks {

    private final Path root;
    private final Map<String, String> environment;

    /** @param root the file system that is looked into */
    HostChecks(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    static HostChecks ofThisHost() {
        return new HostChecks(Paths.get("/"), System.getenv());
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        checks.add(platform(System.getProperty("os.name", "")));
        checks.add(Check.note(
                "java",
                property("java.version") + ", " + property("java.vm.name") + ", " + property("java.vendor") + ", "
                        + property("java.home")));
        checks.add(Check.note("C library", libc()));
        checks.add(Check.note("container", container()));
        checks.add(options());
        return checks;
    }

    Check platform(String system) {
        String text = system + " " + property("os.version") + " on " + property("os.arch");
        return system.equals("Linux")
                ? Check.ok("platform", text)
                : Check.failed("platform", text + ": the agent sets what this JDK has, and no user timeout; use Linux");
    }

    /** By what is mapped into this JVM. */
    String libc() {
        String maps = text("proc/self/maps");
        if (maps.contains("ld-musl") || maps.contains("libc.musl")) {
            return "musl";
        }
        return maps.contains("/libc.so.6") || maps.contains("/libc-2.") ? "glibc" : "unknown";
    }

    String container() {
        List<String> signs = new ArrayList<>();
        if (Files.exists(root.resolve(".dockerenv"))) {
            signs.add("Docker (/.dockerenv)");
        }
        if (Files.exists(root.resolve("run/.containerenv"))) {
            signs.add("Podman (/run/.containerenv)");
        }
        if (environment.containsKey("KUBERNETES_SERVICE_HOST")) {
            signs.add("a Kubernetes pod (KUBERNETES_SERVICE_HOST)");
        }
        return signs.isEmpty() ? "no sign of one" : String.join(", ", signs);
    }

    Check options() {
        try {
            Options.read(null, new Properties(), environment);
            boolean given = environment.keySet().stream().anyMatch(name -> name.startsWith("KAFKATCP_"));
            return Check.ok("options in the environment", given ? "KAFKATCP_... can be read" : "none");
        } catch (BadOptions e) {
            return Check.failed("options in the environment", String.join("; ", e.lines()));
        }
    }

    private String text(String path) {
        try {
            return new String(Files.readAllBytes(root.resolve(path)), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String property(String name) {
        return System.getProperty(name, "?");
    }
}
