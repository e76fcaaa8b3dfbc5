package io.kafkatcp.core.start.config;

import java.util.Collections;
import java.util.List;

/** The options make no sense, so the agent does not start; one line for each reason. */
public final class BadOptions extends Exception {

    private final List<String> lines;

    BadOptions(List<String> lines) {
        super(lines.toString(), null, false, false);
        this.lines = Collections.unmodifiableList(lines);
    }

    public List<String> lines() {
        return lines;
    }
}
