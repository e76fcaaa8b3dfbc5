package io.kafkatcp.it.apps;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks the agent of its own JVM what an operator would, without the second that a JVM for each question takes. */
final class AgentByBridge {

    private static final Pattern TRUST = Pattern.compile("\"trust\":\"(\\w+)\"");

    private AgentByBridge() {}

    static String ask(String request) throws ReflectiveOperationException {
        return (String) Class.forName("java.kafkatcp.bridge.Bridge", true, null)
                .getMethod("control", String.class)
                .invoke(null, request);
    }

    /** The rows of a status, as lines of JSON. */
    static List<String> status() throws ReflectiveOperationException {
        return ask("status").lines().skip(1).toList();
    }

    static Set<String> trusts(List<String> rows) {
        return rows.stream()
                .map(TRUST::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toSet());
    }
}
