package io.kafkatcp.it.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** systemd's journal without systemd: its own daemon in a mount namespace, to which one program's outputs lead. */
public final class Journal {

    /** As journalctl names them; each is a file in the end. */
    public static final List<String> FORMS = List.of("json", "json-pretty", "export", "short-iso", "verbose", "cat");

    private static final Path DAEMON = Path.of("/usr/lib/systemd/systemd-journald");
    /** A daemon with a namespace's name reads neither the kernel's log nor the sockets that systemd would hold. */
    private static final String START = String.join(
            " && ",
            "mount -t tmpfs tmpfs /run",
            "mount -t tmpfs tmpfs /var/log",
            "mkdir /run/systemd",
            "ln -s journal.test /run/systemd/journal",
            "{ " + DAEMON + " test & }",
            "{ for i in $(seq 200); do [ -S /run/systemd/journal.test/stdout ] && break; sleep 0.1; done; }");

    private Journal() {}

    /**
     * What to start a program with, so that its outputs go to the journal. Skips the test where that cannot be.
     *
     * @param folder where the journal is printed to, in each form, when the program has ended
     */
    public static List<String> around(Path folder, String... program) {
        OrSkip.because(
                Files.isExecutable(DAEMON) && machineHasItsNumber()
                        ? Optional.empty()
                        : Optional.of("no " + DAEMON + " or nothing in /etc/machine-id"));
        StringBuilder print = new StringBuilder("journalctl --namespace=test --sync");
        for (String form : FORMS) {
            print.append(" && journalctl --namespace=test --no-pager -o ")
                    .append(form)
                    .append(" >")
                    .append(folder.resolve(form));
        }
        List<String> command = new ArrayList<>(MountNamespace.with(START, print + " || code=98; kill %1"));
        command.addAll(List.of("systemd-cat", "--identifier=orders"));
        command.addAll(List.of(program));
        return command;
    }

    private static boolean machineHasItsNumber() {
        return Path.of("/etc/machine-id").toFile().length() > 1;
    }
}
