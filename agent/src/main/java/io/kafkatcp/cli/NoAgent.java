package io.kafkatcp.cli;

import io.kafkatcp.jvm.Answer;
import io.kafkatcp.jvm.Failure;

/** Why the agent in a JVM did not do what was asked, most often because there is none. */
final class NoAgent {

    private NoAgent() {}

    static Failure orElse(Answer answer, String pid) {
        return answer.is("none")
                ? new Failure("no kafka-tcp-agent is in JVM " + pid + "; put it in: attach " + pid)
                : new Failure(answer.text.trim());
    }
}
