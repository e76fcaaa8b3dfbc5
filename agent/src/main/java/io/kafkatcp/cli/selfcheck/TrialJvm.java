package io.kafkatcp.cli.selfcheck;

import io.kafkatcp.jvm.Answer;
import io.kafkatcp.jvm.Failure;
import io.kafkatcp.jvm.Jvm;
import io.kafkatcp.jvm.Jvms;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM like any other on this host: what the kernel gives to it, and whether the agent can be put into it. */
final class TrialJvm {

    static final String PROBE = "--probe";
    private static final long LIMIT_S = 60;

    private final File jar;
    private final String version;
    private final List<Check> checks = new ArrayList<>();

    TrialJvm(File jar, String version) {
        this.jar = jar;
        this.version = version;
    }

    List<Check> run() throws Failure {
        ProcessBuilder builder = new ProcessBuilder(command());
        // an agent or a flag in there is meant for others
        builder.environment()
                .keySet()
                .removeAll(Arrays.asList("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.redirectError(ProcessBuilder.Redirect.to(nowhere()));
        try {
            Process jvm = builder.start();
            Thread limit = endAfterLimit(jvm);
            try {
                read(jvm);
            } finally {
                limit.interrupt();
                jvm.destroyForcibly();
            }
        } catch (IOException e) {
            throw new Failure("no second JVM could be started to try it: " + e.getMessage());
        }
        return checks;
    }

    private List<String> command() {
        Path java = Paths.get(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(Arrays.asList(java.toString(), "-Xmx64m", "-XX:TieredStopAtLevel=1"));
        if (!System.getProperty("java.specification.version", "").startsWith("1.")) {
            command.addAll(Arrays.asList("--add-opens", "java.base/sun.nio.ch=ALL-UNNAMED"));
        }
        command.addAll(Arrays.asList("-jar", jar.toString(), "self-check", PROBE));
        return command;
    }

    /** A JVM of 21 or newer warns at each attach, on its standard error. */
    private static File nowhere() {
        return new File(System.getProperty("os.name", "").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    private static Thread endAfterLimit(Process jvm) {
        Thread limit = new Thread(
                () -> {
                    try {
                        if (!jvm.waitFor(LIMIT_S, TimeUnit.SECONDS)) {
                            jvm.destroyForcibly();
                        }
                    } catch (InterruptedException done) {
                        // it has answered
                        return;
                    }
                },
                "self-check-limit");
        limit.setDaemon(true);
        limit.start();
        return limit;
    }

    private void read(Process jvm) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(KernelTrial.READY)) {
                checks.add(attach(line.substring(KernelTrial.READY.length()).trim()));
                return;
            }
            Check check = Check.of(line);
            if (check != null) {
                checks.add(check);
            }
        }
        checks.add(Check.failed("second JVM", "it ended before it had tried all"));
    }

    private Check attach(String pid) {
        try {
            Jvm jvm = Jvms.meant(pid);
            Answer answer = jvm.ask("attach mode=observe,events=none", jar, version);
            if (!answer.is("ok")) {
                return Check.failed("attach", answer.text.trim());
            }
            jvm.ask("detach", jar, version);
            return Check.ok("attach", "put the agent into a JVM of this user and took it out again");
        } catch (Failure e) {
            return Check.failed("attach", e.getMessage());
        }
    }
}
