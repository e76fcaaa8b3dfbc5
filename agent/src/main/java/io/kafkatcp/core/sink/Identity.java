package io.kafkatcp.core.sink;

import io.kafkatcp.core.runtime.FirstLine;
import io.kafkatcp.core.runtime.ProcessId;
import java.io.File;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who is telling: the same fields in each record of this JVM. Found out on the agent's thread at the first record, so
 * that start-up pays nothing for it. Never asks DNS, which is often what is broken.
 */
public final class Identity {

    private final String agentVersion;
    private final String service;
    private final Map<String, String> environment;
    private final File proc;
    private final String command;

    /** @param service the option's value, or null where it was not given */
    public Identity(String agentVersion, String service) {
        this(agentVersion, service, System.getenv(), new File("/proc"), System.getProperty("sun.java.command"));
    }

    Identity(String agentVersion, String service, Map<String, String> environment, File proc, String command) {
        this.agentVersion = agentVersion;
        this.service = service;
        this.environment = environment;
        this.proc = proc;
        this.command = command;
    }

    /** In the order in which they are written; what is not known is left out. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "agent_version", agentVersion);
        put(fields, "host", host());
        long pid = ProcessId.read(proc);
        if (pid >= 0) {
            fields.put("pid", pid);
        }
        put(fields, "service", service());
        return Collections.unmodifiableMap(fields);
    }

    /**
     * What OpenTelemetry calls a resource, by the names of its conventions: this process, and what the environment says
     * of it in {@code OTEL_RESOURCE_ATTRIBUTES}, such as {@code k8s.pod.name}, which comes before what was found out.
     */
    public Map<String, Object> resource() {
        Map<String, Object> fields = fields();
        Map<String, Object> resource = new LinkedHashMap<>();
        put(resource, "host.name", host());
        if (fields.containsKey("pid")) {
            resource.put("process.pid", fields.get("pid"));
        }
        resource.putAll(ResourceAttributes.of(environment));
        put(resource, "service.name", service());
        return Collections.unmodifiableMap(resource);
    }

    public String agentVersion() {
        return agentVersion;
    }

    /** As the environment or the kernel names this host; null where neither does. */
    public String host() {
        String host = firstOf(environment.get("HOSTNAME"), FirstLine.of(new File(proc, "sys/kernel/hostname")));
        return firstOf(host, environment.get("COMPUTERNAME"));
    }

    private String service() {
        String given = firstOf(service, environment.get("OTEL_SERVICE_NAME"));
        return firstOf(firstOf(given, ResourceAttributes.of(environment).get("service.name")), launched(command));
    }

    /** The main class, or the jar without folder and ending; never an argument, since arguments hold secrets. */
    static String launched(String command) {
        if (command == null || command.isEmpty()) {
            return null;
        }
        String first = upTo(command, command.indexOf(' '));
        int jarEnd = command.indexOf(".jar ");
        if (first.startsWith("/") && !first.endsWith(".jar")) {
            // a path with a blank in it
            first = jarEnd > 0 ? command.substring(0, jarEnd) : upTo(command, command.lastIndexOf(".jar"));
        }
        String name = first.substring(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1);
        return name.endsWith(".jar") ? name.substring(0, name.length() - ".jar".length()) : name;
    }

    private static String upTo(String text, int end) {
        return end < 0 ? text : text.substring(0, end);
    }

    private static String firstOf(String one, String other) {
        return one != null && !one.trim().isEmpty() ? one.trim() : other;
    }

    private static void put(Map<String, Object> fields, String name, String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
