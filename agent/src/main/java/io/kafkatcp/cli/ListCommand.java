package io.kafkatcp.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.kafkatcp.jvm.Failure;
import io.kafkatcp.jvm.Jvm;
import io.kafkatcp.jvm.Jvms;
import io.kafkatcp.jvm.KafkaSigns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which JVMs there are to attach to. */
@Command(
        name = "list",
        description = "Shows the JVMs of this user that hold Kafka clients, as root those of all users. Threads and "
                + "open jars are looked at from outside; only the "
                + "last column asks the JVM itself, and loads nothing into it.")
final class ListCommand extends Verb {

    @Option(names = "--json", description = "for scripts")
    boolean json;

    @Override
    int run() throws Failure {
        Table table = new Table("PID", "NAME", "KAFKA", "CLIENTS", "AGENT");
        boolean proc = Files.isDirectory(Paths.get("/proc/self"));
        try (JsonOut out = json ? JsonOut.array(out()) : null) {
            for (Jvm jvm : Jvms.find().all()) {
                KafkaSigns signs = KafkaSigns.of(jvm.target());
                if (signs.any() || !proc) {
                    add(jvm, signs, table, out);
                }
            }
        } catch (IOException e) {
            throw new Failure("the list could not be written: " + e.getMessage());
        }
        if (!json) {
            table.print(out(), "no JVM of this user holds a Kafka client");
        }
        return ExitCodes.DONE;
    }

    private static void add(Jvm jvm, KafkaSigns signs, Table table, JsonOut out) throws IOException {
        String agent;
        String reason = null;
        try {
            agent = jvm.agentVersion();
        } catch (Failure e) {
            agent = null;
            reason = e.getMessage();
        }
        String clients = signs.clients.entrySet().stream()
                .map(type -> type.getValue() + " " + type.getKey())
                .collect(Collectors.joining(", "));
        table.add(
                jvm.pid,
                Jvms.mainOf(jvm.name),
                String.join(", ", signs.versions),
                clients,
                reason != null ? "? " + reason : agent == null ? "none" : agent);
        if (out != null) {
            write(jvm, signs, agent, reason, out.generator);
        }
    }

    private static void write(Jvm jvm, KafkaSigns signs, String agent, String reason, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("pid", Long.parseLong(jvm.pid));
        json.writeStringField("name", Jvms.mainOf(jvm.name));
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
