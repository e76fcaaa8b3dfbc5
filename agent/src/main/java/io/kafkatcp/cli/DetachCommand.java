package io.kafkatcp.cli;

import io.kafkatcp.jvm.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes the agent out of a JVM. */
@Command(
        name = "detach",
        description = "Removes every trace of the agent, also of one that came by -javaagent: Kafka's classes get "
                + "their own bytes back, its thread and its MBeans end. "
                + "Open connections keep their options, unless --restore.",
        footer = {"", "Example:", "  detach 4711 --restore"})
final class DetachCommand extends JvmVerb {

    @Option(names = "--restore", description = "give the open connections back the values that they had")
    boolean restore;

    @Override
    String withoutAgent() {
        return "there is nothing to take out";
    }

    @Override
    int run() throws Failure {
        String[] versionAndMore =
                asked(restore ? "detach restore" : "detach").trim().split("\n", 2);
        out().println("kafka-tcp-agent " + versionAndMore[0] + " has left JVM " + pid
                + (versionAndMore.length > 1 ? versionAndMore[1] : ""));
        return ExitCodes.DONE;
    }
}
