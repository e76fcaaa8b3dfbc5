package io.kafkatcp.jvm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the JVMs of this user, and the one that is meant. */
public final class Jvms {

    private final AttachApi api;

    private Jvms(AttachApi api) {
        this.api = api;
    }

    public static Jvms find() throws Failure {
        return new Jvms(AttachApi.find());
    }

    /** Without the one that runs this. */
    public List<Jvm> all() throws Failure {
        List<Jvm> all = new ArrayList<>();
        String self = selfPid();
        for (AttachApi.Listed listed : api.list()) {
            if (!listed.pid.equals(self)) {
                all.add(new Jvm(api, listed.pid, listed.name));
            }
        }
        return all;
    }

    /** @param text a pid, or a part of the main class' or jar's name that no other has */
    public Jvm meant(String text) throws Failure {
        if (text.matches("\\d+")) {
            return new Jvm(api, text, "");
        }
        List<Jvm> all = all();
        List<Jvm> found =
                all.stream().filter(jvm -> mainOf(jvm.name).contains(text)).collect(Collectors.toList());
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw new Failure(
                    all.isEmpty()
                            ? "there is no JVM of this user that shows itself; give a pid, as the user that "
                                    + "the JVM runs as"
                            : "no JVM's main class or jar has '" + text + "' in its name; there are " + names(all));
        }
        throw new Failure("'" + text + "' fits " + names(found) + "; give a pid");
    }

    /** Without its arguments. */
    public static String mainOf(String name) {
        int blank = name.indexOf(' ');
        return blank < 0 ? name : name.substring(0, blank);
    }

    private static String names(List<Jvm> jvms) {
        return jvms.stream().map(jvm -> jvm.pid + " " + mainOf(jvm.name)).collect(Collectors.joining(", "));
    }

    private static String selfPid() {
        // Java 8 has no ProcessHandle; the name is PID@HOST on HotSpot
        String name = java.lang.management.ManagementFactory.getRuntimeMXBean().getName();
        return name.substring(0, Math.max(0, name.indexOf('@')));
    }
}
