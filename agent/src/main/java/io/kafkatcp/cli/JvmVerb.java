package io.kafkatcp.cli;

import io.kafkatcp.jvm.Answer;
import io.kafkatcp.jvm.Failure;
import io.kafkatcp.jvm.Jvm;
import io.kafkatcp.jvm.Jvms;
import picocli.CommandLine.Parameters;

/**
 * What the verbs for one running JVM have in common: which JVM is meant, and that its agent must have done what was
 * asked.
 */
abstract class JvmVerb extends Verb {

    @Parameters(
            index = "0",
            paramLabel = "PID",
            description = "a pid, or a part of the main class' or jar's name that no other JVM has")
    String pid;

    Jvm jvm() throws Failure {
        return Jvms.meant(pid);
    }

    /** @return what the agent in there says, when it has done it */
    String asked(String request) throws Failure {
        return done(jvm().ask(request, jar(), version()));
    }

    /** What to do where there is no agent in that JVM. */
    String withoutAgent() {
        return "put it in: attach " + pid;
    }

    /** @throws Failure most often because there is no agent */
    String done(Answer answer) throws Failure {
        if (answer.is("none")) {
            throw new Failure("no kafka-tcp-agent is in JVM " + pid + "; " + withoutAgent());
        }
        if (!answer.is("ok")) {
            throw new Failure(answer.text.trim());
        }
        return answer.text;
    }
}
