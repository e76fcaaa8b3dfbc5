package io.kafkatcp.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The class of each verb; apart from {@link Cli}, which most often needs one of them. */
final class Verbs {

    static final Map<String, Class<?>> CLASSES;

    static {
        Map<String, Class<?>> classes = new LinkedHashMap<>();
        classes.put("list", ListCommand.class);
        classes.put("attach", AttachCommand.class);
        classes.put("status", StatusCommand.class);
        classes.put("set", SetCommand.class);
        classes.put("detach", DetachCommand.class);
        classes.put("explain", ExplainCommand.class);
        classes.put("self-check", SelfCheckCommand.class);
        classes.put("report", ReportCommand.class);
        classes.put("correlate", CorrelateCommand.class);
        classes.put("collect", CollectCommand.class);
        classes.put("completion", CompletionCommand.class);
        CLASSES = Collections.unmodifiableMap(classes);
    }

    private Verbs() {}
}
