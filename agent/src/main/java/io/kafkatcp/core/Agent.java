package io.kafkatcp.core;

import io.kafkatcp.core.config.BadOptions;
import io.kafkatcp.core.config.Meaning;
import io.kafkatcp.core.config.Options;
import io.kafkatcp.core.sink.Notices;
import io.kafkatcp.core.sink.Stderr;
import io.kafkatcp.core.weave.KafkaTransformer;
import io.kafkatcp.core.weave.LoadedClasses;
import java.lang.instrument.Instrumentation;
import java.util.List;

/**
 * The agent as a whole: reads its options, says what they mean, and waits for Kafka. Isolated loader, before {@code main}: no logging, no
 * java.nio.file, no JMX, no lambda and nothing on standard output from here.
 */
public final class Agent {

    private Agent() {}

    /**
     * @param arguments the text after {@code -javaagent:JAR=}, or null
     */
    public static void start(Instrumentation instrumentation, String arguments, String version) {
        Stderr stderr = new Stderr();
        Options options = read(arguments, stderr);
        if (options == null) {
            return;
        }
        introduce(options, version, stderr);
        if (!options.isOff()) {
            install(instrumentation, options, new Notices(stderr), version);
        }
    }

    private static Options read(String arguments, Stderr stderr) {
        try {
            return Options.read(arguments, System.getProperties(), System.getenv());
        } catch (BadOptions e) {
            for (String line : e.lines()) {
                stderr.line("ERROR", "the agent stays out, the application runs on without it: " + line);
            }
            return null;
        }
    }

    private static void introduce(Options options, String version, Stderr stderr) {
        List<String> given = options.given();
        stderr.line("", version + ", " + (given.isEmpty() ? "all options at their defaults" : join(given)));
        if (!options.enforces()) {
            return;
        }
        Meaning meaning = Meaning.of(options);
        stderr.line("", meaning.sentence());
        for (String conflict : meaning.conflicts()) {
            stderr.line("WARN", conflict);
        }
    }

    private static void install(Instrumentation instrumentation, Options options, Notices notices, String version) {
        Wiring wiring = new Wiring(instrumentation, options, notices, version);
        instrumentation.addTransformer(new KafkaTransformer(wiring, notices.errors()), true);
        LoadedClasses.weave(instrumentation, notices);
    }

    private static String join(List<String> parts) {
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            all.append(all.length() == 0 ? "" : ", ").append(part);
        }
        return all.toString();
    }
}
