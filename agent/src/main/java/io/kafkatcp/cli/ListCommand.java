package io.kafkatcp.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kafkatcp.cli.output.JsonOut;
import io.kafkatcp.cli.output.Shown;
import io.kafkatcp.cli.output.Table;
import io.kafkatcp.cli.output.Terminal;
import io.kafkatcp.cli.output.Wrapped;
import io.kafkatcp.jvm.Failure;
import io.kafkatcp.jvm.Jvm;
import io.kafkatcp.jvm.Jvms;
import io.kafkatcp.jvm.KafkaSigns;
import io.kafkatcp.jvm.process.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which JVMs there are to attach to. */
@Command(
        name = "list",
        description = "Shows the JVMs of this user that hold Kafka clients, as root those of all users. Threads and "
                + "open jars are looked at from outside; only where an agent's thread is to be seen, the JVM itself is "
                + "asked for the last column, and nothing is loaded into it.")
final class ListCommand extends Verb {

    @Option(names = "--json", description = "for scripts")
    boolean json;

    /** Of a JVM with Kafka's jar alone. */
    static final String NO_THREAD = "none seen";

    /** Why not, as a sentence after the pid. */
    private final List<String> notAsked = new ArrayList<>();

    @Override
    int run() throws Failure {
        List<String> withoutSigns = new ArrayList<>();
        List<String> hidden = new ArrayList<>();
        List<String[]> rows = new ArrayList<>();
        boolean proc = Files.isDirectory(Paths.get("/proc/self"));
        try (JsonOut out = json ? JsonOut.array(out()) : null) {
            for (Jvm jvm : Jvms.all()) {
                KafkaSigns signs = KafkaSigns.of(jvm.target());
                if (signs.tookTooLong() && !signs.any()) {
                    addUnread(jvm, signs, out);
                } else if (signs.any() || !proc) {
                    add(jvm, signs, rows, out);
                } else if (!proc || !jvm.target().hasEnded()) {
                    (signs.areHidden() ? hidden : withoutSigns).add(jvm.pid + " " + Shown.of(jvm.name));
                }
            }
        } catch (IOException e) {
            throw new Failure("the list could not be written: " + e.getMessage());
        }
        if (!json) {
            print(rows, none(withoutSigns, notAsked.isEmpty() && hidden.isEmpty()), out(), Terminal.columns());
            notAsked.forEach(out()::println);
            if (!hidden.isEmpty()) {
                out().println("not looked into, their open files are for root on the host to see: "
                        + String.join(", ", hidden));
            }
        }
        return ExitCodes.DONE;
    }

    /** Those with a client first. */
    static void print(List<String[]> rows, String instead, PrintWriter out, int columns) {
        Table table = new Table("PID", "NAME", "KAFKA", "CLIENTS", "AGENT").shorten("NAME");
        rows.stream().filter(row -> !hasNoThread(row)).forEach(table::add);
        rows.stream().filter(ListCommand::hasNoThread).forEach(table::add);
        table.print(out, instead, columns);
        if (rows.stream().anyMatch(ListCommand::hasNoThread)) {
            Wrapped.print(
                    out,
                    NO_THREAD + ": Kafka's jar is open there, but no client has a thread: a broker, a build, "
                            + "an application before its first client, or a consumer without a group",
                    columns);
        }
    }

    private static boolean hasNoThread(String... row) {
        return row[3].equals(NO_THREAD);
    }

    /** Says what was looked at: a client without a thread, of a jar that was renamed, shows none of the signs. */
    private static String none(List<String> withoutSigns, boolean allSeen) {
        if (withoutSigns.isEmpty() && !allSeen) {
            return "no JVM could be looked into";
        }
        return withoutSigns.isEmpty()
                ? "there is no JVM of this user; other users' are root's to see"
                : "no sign of a Kafka client, neither a thread nor an open jar of its, in "
                        + String.join(", ", withoutSigns) + "; attach works by pid all the same";
    }

    /** Its user can have it so. */
    private void addUnread(Jvm jvm, KafkaSigns signs, JsonOut out) throws IOException {
        String reason = "its threads and open jars could not be read within seconds";
        notAsked.add(jvm.pid + " " + Shown.of(jvm.name) + ": " + reason);
        if (out != null) {
            write(jvm, signs, null, reason, out.generator);
        }
    }

    private void add(Jvm jvm, KafkaSigns signs, List<String[]> rows, JsonOut out) throws IOException {
        String agent;
        String reason = null;
        try {
            agent = jvm.agentVersion(jar(), version());
        } catch (Failure e) {
            if (Target.hasProc() && jvm.target().hasEnded()) {
                return;
            }
            agent = null;
            reason = e.getMessage();
        }
        String clients = signs.clients.entrySet().stream()
                .map(type -> type.getValue() + " " + type.getKey())
                .collect(Collectors.joining(", "));
        rows.add(new String[] {
            jvm.pid,
            jvm.name,
            signs.tookTooLong() ? "not known" : String.join(", ", signs.versions),
            clients.isEmpty() ? NO_THREAD : clients,
            reason != null ? "not known" : agent == null ? "none" : agent
        });
        if (reason != null) {
            notAsked.add(jvm.pid + ": " + reason);
        }
        if (out != null) {
            write(jvm, signs, agent, reason, out.generator);
        }
    }

    private static void write(Jvm jvm, KafkaSigns signs, String agent, String reason, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("pid", Long.parseLong(jvm.pid));
        json.writeStringField("name", jvm.name);
        json.writeArrayFieldStart("kafka_versions");
        for (String version : signs.versions) {
            json.writeString(version);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("client_threads");
        for (Map.Entry<String, Integer> type : signs.clients.entrySet()) {
            json.writeNumberField(type.getKey(), type.getValue());
        }
        json.writeEndObject();
        json.writeStringField("agent_version", agent);
        if (reason != null) {
            json.writeStringField("not_attachable", reason);
        }
        json.writeEndObject();
    }
}
