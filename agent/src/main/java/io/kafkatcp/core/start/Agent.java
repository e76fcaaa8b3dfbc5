package io.kafkatcp.core.start;

import io.kafkatcp.core.sink.file.EventFile;
import io.kafkatcp.core.start.config.BadOptions;
import io.kafkatcp.core.start.config.Options;
import java.io.Closeable;
import java.io.IOException;
import java.lang.instrument.Instrumentation;

/**
 * The agent as a whole: what it starts and, in the same order backwards, what it stops. Before {@code main}, or on the
 * JVM's thread for attaching: no java.nio.file, no lambda and nothing on standard output from here, and no logging and
 * no JMX before Kafka is there.
 */
public final class Agent implements Stoppable, Runnable {

    private final Instrumentation instrumentation;
    private final AgentInstaller installer;
    private final KafkaTransformer transformer;
    private final Runnable[] waiting;

    private Agent(Instrumentation instrumentation, Options options, Stderr stderr, String version, Runnable[] waiting) {
        this.waiting = waiting;
        this.instrumentation = instrumentation;
        this.installer = new AgentInstaller(instrumentation, options, stderr, version, this);
        this.transformer = new KafkaTransformer(installer);
    }

    /**
     * @param arguments the text after {@code -javaagent:JAR=}, or null
     * @param waiting of one place, where whoever attaches finds it until it is gone; by its monitor
     * @return whether it stays, to wait for Kafka
     */
    public static boolean start(Instrumentation instrumentation, String arguments, String version, Runnable[] waiting) {
        Stderr stderr = new Stderr();
        try {
            Options options = Options.read(arguments, System.getProperties(), System.getenv());
            Introduction.print(options, version, stderr);
            if (options.isOff()) {
                return false;
            }
            JbossModules.showBridge(System.getProperties(), stderr);
            new Agent(instrumentation, options, stderr, version, waiting).startEarly();
            return true;
        } catch (BadOptions e) {
            Introduction.printRefusal(e, stderr);
            return false;
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
        String file = options.eventsFile();
        String refusal = file == null ? null : EventFile.refusal(file);
        if (refusal != null) {
            return "refused\n" + refusal;
        }
        String answer = new Agent(instrumentation, options, stderr, version, new Runnable[1]).attach(options);
        if (answer.startsWith("ok")) {
            Introduction.print(options, version, stderr);
        }
        return answer;
    }

    /** Whole or not at all: what a failure leaves half done would be in the way of the next attach. */
    private String attach(Options options) throws Exception {
        try {
            instrumentation.addTransformer(transformer, true);
            LoadedClasses.weave(instrumentation, installer);
            installer.get();
            if (installer.refusal() == null) {
                return "ok\n" + Introduction.lines(Introduction.meaning(options))
                        + Introduction.lines(installer.parts().weaver.shortcomings())
                        + whereRecordsGo(options)
                        + installer.parts().optionsReconciler.run().sentence();
            }
        } catch (Throwable t) {
            installer.refuse("the agent does not start, the application runs without it: " + t);
        }
        String answer = "refused\n" + installer.refusal();
        try {
            return answer + stop();
        } catch (Throwable t) {
            return answer + "; and to take it back failed, too: " + t;
        }
    }

    /** A path that is not absolute begins where the JVM was started, and not where the operator stands. */
    private static String whereRecordsGo(Options options) {
        String file = options.eventsFile();
        return file == null ? "" : "records go to " + EventFile.absolute(file) + ", as this JVM sees it\n";
    }

    private void startEarly() {
        isFound(true);
        instrumentation.addTransformer(transformer, true);
        LoadedClasses.weaveEarly(instrumentation, installer);
    }

    private void isFound(boolean is) {
        synchronized (waiting) {
            if (is || waiting[0] == this) {
                waiting[0] = is ? this : null;
            }
        }
    }

    /** Makes itself known at the bridge, as it does when Kafka's first class comes. */
    @Override
    public void run() {
        try {
            installer.get();
        } catch (Throwable t) {
            installer.agentLog().errors().caught("making itself known", t);
        }
    }

    @Override
    public String stop() throws Exception {
        isFound(false);
        String left = "";
        try {
            installer.unwire();
        } finally {
            left = takeBack();
        }
        return left;
    }

    private String takeBack() throws Exception {
        instrumentation.removeTransformer(transformer);
        try {
            return LoadedClasses.restore(instrumentation);
        } finally {
            installer.agentLog().stop();
            closeLoader();
        }
    }

    /** What is still to run after this must have been loaded before. */
    private static void closeLoader() throws IOException {
        ClassLoader own = Agent.class.getClassLoader();
        if (own instanceof Closeable) {
            ((Closeable) own).close();
        }
    }
}
