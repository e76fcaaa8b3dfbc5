package io.kafkatcp.lab.demo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent wrote into the producer's log while a request or a connect was in vain: the answer that no other tool
 * gives.
 */
record AgentWarning(long waitingMs, String sentence) {
    private static final Pattern LINE = Pattern.compile(
            "((?:First send to node .* unanswered for|No answer from node .* for|Connect to node .* failed after)"
                    + " (\\d+) ms.*)");

    static Optional<AgentWarning> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.find()
                ? Optional.of(new AgentWarning(Long.parseLong(matcher.group(2)), matcher.group(1)))
                : Optional.empty();
    }
}
