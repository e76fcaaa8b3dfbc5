package io.kafkatcp.cli;

import io.kafkatcp.cli.output.Terminal;
import io.kafkatcp.cli.status.StatusRows;
import io.kafkatcp.cli.status.StatusText;
import io.kafkatcp.jvm.Failure;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a running agent and the kernel know of each connection now. */
@Command(
        name = "status",
        description = {
            "Shows each Kafka connection of a JVM as it is now: ss and strace for Kafka, without root, and "
                    + "with Kafka's names. Below it how many records there were, and "
                    + "which features are on for which class loader.",
            "Needs the agent inside; to look on and touch no socket: attach PID mode=observe."
        },
        footer = {"", "Examples:", "  status 4711 --watch", "  status 4711 --json"})
final class StatusCommand extends JvmVerb {

    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Option(names = "--watch", description = "again every second, until Ctrl-C")
    boolean watch;

    @Option(names = "--json", description = "for scripts; with --watch one document a second")
    boolean json;

    @Override
    int run() throws Failure {
        if (watch) {
            done(jvm().watch(jar(), version(), this::again));
        } else {
            show(asked("status"), json ? Terminal.ANY_WIDTH : Terminal.columns());
        }
        return ExitCodes.DONE;
    }

    /** @return false where nobody looks any more, such as at the end of a pipe */
    private boolean again(String text) {
        int columns = json ? Terminal.ANY_WIDTH : Terminal.columns();
        if (columns != Terminal.ANY_WIDTH) {
            out().print(CLEAR);
        }
        try {
            show(text, columns);
        } catch (Failure e) {
            return false;
        }
        return !out().checkError();
    }

    private void show(String text, int columns) throws Failure {
        try {
            StatusRows rows = StatusRows.parse(text);
            if (json) {
                rows.writeTo(out());
            } else {
                StatusText.print(rows, out(), columns);
            }
        } catch (IOException e) {
            throw new Failure("the agent's answer cannot be read: " + e.getMessage());
        }
        out().flush();
    }
}
