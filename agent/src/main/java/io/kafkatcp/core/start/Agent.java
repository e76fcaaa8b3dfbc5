package io.kafkatcp.core.start;

import io.kafkatcp.core.start.config.BadOptions;
import io.kafkatcp.core.start.config.Options;
import java.io.Closeable;
import java.io.IOException;
import java.lang.instrument.Instrumentation;

/**
 * The agent as a whole: what it starts and, in the same order backwards, what it stops. Isolated loader; before
 * {@code main}, or on the JVM's thread for attaching: no java.nio.file, no lambda and nothing on standard output from
 * here, and no logging and no JMX before Kafka is there.
 */
public final class Agent implements Stoppable {

    private final Instrumentation instrumentation;
    private final AgentInstaller installer;
    private final KafkaTransformer transformer;

    private Agent(Instrumentation instrumentation, Options options, Stderr stderr, String version) {
        this.instrumentation = instrumentation;
        this.installer = new AgentInstaller(instrumentation, options, stderr, version, this);
        this.transformer = new KafkaTransformer(installer);
    }

    /** @param arguments the text after {@code -javaagent:JAR=}, or null */
    public static void start(Instrumentation instrumentation, String arguments, String version) {
        Stderr stderr = new Stderr();
        try {
            Options options = Options.read(arguments, System.getProperties(), System.getenv());
            Introduction.print(options, version, stderr);
            if (!options.isOff()) {
                JbossModules.showBridge(System.getProperties(), stderr);
                new Agent(instrumentation, options, stderr, version).startEarly();
            }
        } catch (BadOptions e) {
            Introduction.printRefusal(e, stderr);
        }
    }

    /** @return a word and the text for whoever attached: {@code ok}, or {@code refused} where nothing is left behind */
    public static String attach(Instrumentation instrumentation, String arguments, String version) throws Exception {
        Stderr stderr = new Stderr();
        Options options;
        try {
            options = Options.read(arguments, System.getProperties(), System.getenv());
        } catch (BadOptions e) {
            return "refused\n" + Introduction.lines(e.lines());
        }
        if (options.isOff()) {
            return "refused\nmode=off, which " + options.given()
                    + " says: the agent would do nothing; give another mode";
        }
        Introduction.print(options, version, stderr);
        return new Agent(instrumentation, options, stderr, version).attach(options);
    }

    private String attach(Options options) throws Exception {
        instrumentation.addTransformer(transformer, true);
        LoadedClasses.weave(instrumentation, installer);
        installer.get();
        if (installer.refusal() != null) {
            stop();
            return "refused\n" + installer.refusal();
        }
        return "ok\n" + Introduction.lines(Introduction.meaning(options))
                + Introduction.lines(installer.parts().weaver.shortcomings())
                + installer.parts().optionsReconciler.run().sentence();
    }

    private void startEarly() {
        instrumentation.addTransformer(transformer, true);
        LoadedClasses.weaveEarly(instrumentation, installer);
    }

    @Override
    public String stop() throws Exception {
        String left = "";
        try {
            installer.unwire();
        } finally {
            instrumentation.removeTransformer(transformer);
            left = LoadedClasses.restore(instrumentation);
            installer.agentLog().stop();
            closeLoader();
        }
        return left;
    }

    /** What is still to run after this must have been loaded before. */
    private static void closeLoader() throws IOException {
        ClassLoader own = Agent.class.getClassLoader();
        if (own instanceof Closeable) {
            ((Closeable) own).close();
        }
    }
}
