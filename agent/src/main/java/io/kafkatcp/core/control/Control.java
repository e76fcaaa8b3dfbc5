package io.kafkatcp.core.control;

import io.kafkatcp.core.hooks.Operator;
import io.kafkatcp.core.options.OptionsReconciler;
import io.kafkatcp.core.start.Introduction;
import io.kafkatcp.core.start.Stoppable;
import io.kafkatcp.core.start.config.BadOptions;
import io.kafkatcp.core.start.config.LiveOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * What an operator can ask of the agent while it runs: a verb, and after a blank its arguments. The answer begins with
 * {@code ok}, {@code refused} or {@code already}. On the JVM's thread for attaching; one at a time.
 */
public final class Control implements Operator {

    private final String version;
    private final LiveOptions liveOptions;
    private final Status status;
    private final StatusPublisher statusPublisher;
    private final OptionsReconciler optionsReconciler;
    private final Stoppable agent;

    public Control(
            String version,
            LiveOptions liveOptions,
            Status status,
            StatusPublisher statusPublisher,
            OptionsReconciler optionsReconciler,
            Stoppable agent) {
        this.version = version;
        this.liveOptions = liveOptions;
        this.status = status;
        this.statusPublisher = statusPublisher;
        this.optionsReconciler = optionsReconciler;
        this.agent = agent;
    }

    @Override
    public synchronized String answer(String request) throws Exception {
        int blank = request.indexOf(' ');
        String verb = blank < 0 ? request : request.substring(0, blank);
        String arguments = blank < 0 ? "" : request.substring(blank + 1).trim();
        switch (verb) {
            case "attach":
                return "already\n" + version;
            case "status":
                return "ok\n" + status.text();
            case "watch":
                statusPublisher.publishFor(arguments);
                return "ok\n";
            case "set":
                return set(arguments);
            case "detach":
                return detach(arguments.contains("restore"));
            default:
                return "refused\nthe agent in this JVM is " + version + " and does not know '" + verb + "'";
        }
    }

    private String set(String arguments) throws Exception {
        try {
            liveOptions.change(arguments);
        } catch (BadOptions e) {
            return "refused\n" + String.join("\n", e.lines());
        }
        List<String> lines = new ArrayList<>(Introduction.meaning(liveOptions.now()));
        lines.add(optionsReconciler.run().sentence());
        return "ok\n" + String.join("\n", lines);
    }

    /** The agent leaves in any case. */
    private String release() {
        try {
            return optionsReconciler.release().restored();
        } catch (Exception e) {
            return "; but the sockets could not be given back what they had: " + e;
        }
    }

    private String detach(boolean restore) throws Exception {
        // made before: afterwards no class can be loaded any more
        String answer = "ok\n" + version + "\n" + (restore ? release() : "");
        statusPublisher.end();
        return answer + agent.stop();
    }
}
