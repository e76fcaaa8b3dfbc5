package io.kafkatcp.cli;

import io.kafkatcp.cli.output.JsonOut;
import io.kafkatcp.cli.output.Table;
import io.kafkatcp.cli.selfcheck.Check;
import io.kafkatcp.cli.selfcheck.KernelTrial;
import io.kafkatcp.cli.selfcheck.SelfCheck;
import io.kafkatcp.jvm.Failure;
import io.kafkatcp.report.Formats;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What of the agent works on this host, before anybody relies on it. */
@Command(
        name = "self-check",
        description =
                "Tries on this host what the agent needs: a second JVM sets each socket option on a connection to "
                        + "itself and reads it back, then the agent is put into that JVM and taken out again. Says "
                        + "platform, C library and container, too. No other process is touched.",
        footer = {"", "Exit code: 0 all works; 1 something does not, and its row says FAILED and why."})
final class SelfCheckCommand extends Verb {

    @Option(names = "--json", description = "for scripts")
    boolean json;

    @Option(names = "--probe", hidden = true, description = "in the second JVM")
    boolean probe;

    @Override
    int run() throws Failure {
        try {
            if (probe) {
                new KernelTrial(out()).run();
                return ExitCodes.DONE;
            }
            List<Check> checks = SelfCheck.run(jar(), version());
            if (json) {
                printJson(checks);
            } else {
                print(checks);
            }
            return failed(checks).isEmpty() ? ExitCodes.DONE : ExitCodes.NOT_POSSIBLE;
        } catch (IOException e) {
            throw new Failure("the self-check could not be done: " + e.getMessage());
        }
    }

    private static List<String> failed(List<Check> checks) {
        return checks.stream()
                .filter(check -> check.result == Check.Result.FAILED)
                .map(check -> check.name)
                .collect(Collectors.toList());
    }

    private void print(List<Check> checks) {
        Table table = new Table("CHECK", "RESULT", "");
        checks.forEach(check -> table.addOwn(check.name, check.result.word, Formats.visible(check.text)));
        table.print(out(), "");
        List<String> failed = failed(checks);
        out().println();
        out().println(
                        failed.isEmpty()
                                ? "All that the agent needs works here. Next: java -jar " + jar() + " list"
                                : "Does not work here: " + String.join(", ", failed));
    }

    private void printJson(List<Check> checks) throws IOException {
        try (JsonOut out = JsonOut.array(out())) {
            for (Check check : checks) {
                out.generator.writeStartObject();
                out.generator.writeStringField("check", check.name);
                out.generator.writeStringField("result", check.result.word);
                out.generator.writeStringField("text", check.text);
                out.generator.writeEndObject();
            }
            out.generator.writeEndArray();
        }
    }
}
